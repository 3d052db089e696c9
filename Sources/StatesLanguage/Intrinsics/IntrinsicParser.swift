import JSON

/// Reads a call of an intrinsic function from its text, left to right.
struct IntrinsicParser {
    /// How deep calls may be nested, by the service's documentation.
    static let deepest = 10

    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The call that is the whole text.
    mutating func call() throws(JSONPathError) -> IntrinsicCall {
        let call = try call(depth: 1)
        guard position == bytes.count else { throw malformed("Something follows the call") }
        return call
    }

    private mutating func call(depth: Int) throws(JSONPathError) -> IntrinsicCall {
        let start = position
        guard depth <= IntrinsicParser.deepest else {
            throw malformed("Calls are nested more than \(IntrinsicParser.deepest) deep")
        }
        guard take("States.") else { throw malformed("A function's name begins with 'States.'") }
        let name = word()
        guard let function = IntrinsicFunction(rawValue: name) else {
            throw malformed("There is no function 'States.\(name)'")
        }
        guard take("(") else { throw malformed("Expected '('") }
        let arguments = try arguments(depth: depth)
        guard function.argumentCounts.contains(arguments.count) else {
            throw malformed("The function 'States.\(name)' does not take \(arguments.count) arguments")
        }
        return IntrinsicCall(
            text: String(decoding: bytes[start..<position], as: UTF8.self), function: function, arguments: arguments)
    }

    private mutating func arguments(depth: Int) throws(JSONPathError) -> [IntrinsicCall.Argument] {
        var arguments: [IntrinsicCall.Argument] = []
        skipBlanks()
        if take(")") { return arguments }
        repeat {
            skipBlanks()
            arguments.append(try argument(depth: depth))
            skipBlanks()
        } while take(",")
        guard take(")") else { throw malformed("Expected ',' or ')'") }
        return arguments
    }

    private mutating func argument(depth: Int) throws(JSONPathError) -> IntrinsicCall.Argument {
        guard position < bytes.count else { throw malformed("Expected an argument") }
        switch bytes[position] {
        case UInt8(ascii: "'"): return try text()
        case UInt8(ascii: "$"): return .path(try path())
        case UInt8(ascii: "S"): return .call(try call(depth: depth + 1))
        default:
            let start = position
            while position < bytes.count, !IntrinsicParser.endsLiteral(bytes[position]) { position += 1 }
            guard let value = try? JSONValue(parsing: bytes[start..<position]), value.isScalar else {
                position = start
                throw malformed("Expected a path, a text in single quotes, a number, true, false, null or a call")
            }
            return .literal(value)
        }
    }

    private mutating func path() throws(JSONPathError) -> JSONPath {
        let start = position
        var parser = JSONPathParser(bytes, from: position)
        parser.isInside = true
        let root = try parser.root()
        let segments = try parser.steps()
        position = parser.position
        return JSONPath(
            text: String(decoding: bytes[start..<position], as: UTF8.self), root: root, segments: segments)
    }

    /// A text in single quotes; a backslash escapes the quote, braces and itself, and nothing else (as recorded).
    private mutating func text() throws(JSONPathError) -> IntrinsicCall.Argument {
        position += 1
        let start = position
        var meant: [UInt8] = []
        while position < bytes.count, bytes[position] != UInt8(ascii: "'") {
            if bytes[position] == UInt8(ascii: "\\") {
                position += 1
                guard position < bytes.count, IntrinsicParser.isEscapable(bytes[position]) else {
                    throw malformed(#"A '\' escapes ', {, } or \"#)
                }
            }
            meant.append(bytes[position])
            position += 1
        }
        guard position < bytes.count else { throw malformed("The text has no closing quote") }
        let written = String(decoding: bytes[start..<position], as: UTF8.self)
        position += 1
        return .text(written: written, meant: String(decoding: meant, as: UTF8.self))
    }

    private mutating func word() -> String {
        let start = position
        while position < bytes.count, IntrinsicParser.isWord(bytes[position]) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func take(_ text: String) -> Bool {
        guard bytes[position...].starts(with: text.utf8) else { return false }
        position += text.utf8.count
        return true
    }

    private mutating func skipBlanks() {
        while position < bytes.count, bytes[position] == UInt8(ascii: " ") { position += 1 }
    }

    private func malformed(_ message: String) -> JSONPathError {
        JSONPathError(message: message, offset: position, isNotSupportedYet: false)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    static func isEscapable(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\\"): true
        default: false
        }
    }

    private static func endsLiteral(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ")")
    }
}

extension JSONValue {
    fileprivate var isScalar: Bool {
        switch self {
        case .null, .bool, .number: true
        case .string, .array, .object: false
        }
    }
}
