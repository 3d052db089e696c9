import JSON

extension IntrinsicFunction {
    /// The longest text of Base64 and of a digest, in characters, by the service's documentation.
    static let longestText = 10_000

    func format(_ arguments: [JSONValue]) throws(IntrinsicFault) -> JSONValue {
        guard let template = FormatTemplate(try text(arguments[0])) else {
            throw IntrinsicFault(#"The template ends in a '\' that escapes nothing"#)
        }
        guard template.placeholders == arguments.count - 1 else {
            throw IntrinsicFault(
                "The template has \(template.placeholders) '{}' for \(arguments.count - 1) arguments")
        }
        return .string(template.filled(with: arguments.dropFirst().map(IntrinsicFunction.shown)))
    }

    /// As Java prints a value, for which `{"a": [1]}` is `{a=[1]}` (as recorded).
    private static func shown(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): text
        case .null, .bool, .number: value.text
        case .array(let elements): "[" + elements.map(shown).joined(separator: ", ") + "]"
        case .object(let object):
            "{" + object.map { "\($0.key)=\(shown($0.value))" }.joined(separator: ", ") + "}"
        }
    }

    func shortText(_ value: JSONValue) throws(IntrinsicFault) -> String {
        let text = try text(value)
        guard text.utf16.count <= IntrinsicFunction.longestText else {
            throw IntrinsicFault("The text is longer than \(IntrinsicFunction.longestText) characters")
        }
        return text
    }

    func decoded(_ text: String) throws(IntrinsicFault) -> JSONValue {
        guard let bytes = Base64.decoded(text), let decoded = String(validating: bytes, as: UTF8.self) else {
            throw IntrinsicFault("The text is not the Base64 of a text")
        }
        return .string(decoded)
    }

    /// Each character of the separators separates; empty parts are left out (as recorded).
    func split(_ text: String, at separators: String) -> [JSONValue] {
        let separators = Set(separators.unicodeScalars)
        return text.unicodeScalars.split { separators.contains($0) }.map { .string(String($0)) }
    }

    func uuid(_ chance: inout Chance) -> String {
        let high = chance.next() & 0xffff_ffff_ffff_0fff | 0x4000
        let low = chance.next() & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000
        let digits = Array(IntrinsicFunction.hex(high) + IntrinsicFunction.hex(low))
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }.joined(separator: "-")
    }

    private static func hex(_ word: UInt64) -> String {
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
