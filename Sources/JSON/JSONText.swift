/// One JSON value as validated UTF-8, kept byte for byte; only white space around it is trimmed.
///
/// This is how payloads travel: what is not looked into is not changed. Two texts are equal when their bytes are.
public struct JSONText: Sendable {
    /// The bytes; a slice that shares its storage with what it was cut from.
    public let utf8: ArraySlice<UInt8>

    /// Takes bytes that are known to be one valid value without white space around it.
    package init(unchecked utf8: ArraySlice<UInt8>) {
        self.utf8 = utf8
    }

    /// Checks one value as strictly as ``JSONValue/init(parsing:)-(String)`` and keeps its bytes.
    public init(validating utf8: ArraySlice<UInt8>) throws(JSONError) {
        let range = try utf8.withUnsafeBufferPointer { (bytes) throws(JSONError) in try Self.validate(bytes) }
        self.utf8 = utf8[(utf8.startIndex + range.lowerBound)..<(utf8.startIndex + range.upperBound)]
    }

    /// Checks one value as strictly as ``JSONValue/init(parsing:)-(String)`` and keeps its bytes.
    public init(validating utf8: [UInt8]) throws(JSONError) {
        try self.init(validating: utf8[...])
    }

    /// Checks one value as strictly as ``JSONValue/init(parsing:)-(String)`` and keeps its bytes.
    public init(validating text: String) throws(JSONError) {
        try self.init(validating: Array(text.utf8)[...])
    }

    /// The compact text of a value, see ``JSONValue/text``.
    ///
    /// A value made in code with more than 512 levels gives a text that no reader takes back.
    public init(_ value: JSONValue) {
        utf8 = value.utf8[...]
    }

    private static func validate(_ bytes: JSONScanner.Bytes) throws(JSONError) -> Range<Int> {
        var scanner = JSONScanner()
        do throws(Fault) {
            try scanner.begin(bytes)
            let start = scanner.position
            try scanner.skipValue(bytes)
            let end = scanner.position
            try scanner.finish(bytes)
            return start..<end
        } catch {
            throw JSONError(error, in: bytes)
        }
    }
}

extension JSONText {
    /// `{}`.
    public static let emptyObject = JSONText(unchecked: [0x7B, 0x7D])

    /// `null`.
    public static let null = JSONText(unchecked: [0x6E, 0x75, 0x6C, 0x6C])

    /// The number of bytes.
    public var count: Int { utf8.count }

    /// The text as a string.
    public var string: String { String(decoding: utf8, as: UTF8.self) }

    /// Reads the value; throws only for a text taken unchecked.
    public func value() throws(JSONError) -> JSONValue {
        try JSONValue(parsing: utf8)
    }
}

extension JSONText: Hashable {
    /// The same bytes.
    public static func == (left: JSONText, right: JSONText) -> Bool {
        guard left.utf8.count == right.utf8.count else { return false }
        return left.utf8.withUnsafeBufferPointer { a in
            right.utf8.withUnsafeBufferPointer { b in
                guard let first = a.baseAddress, let second = b.baseAddress else { return true }
                return Byte.areEqual(first, second, count: a.count)
            }
        }
    }

    /// Feeds the bytes.
    public func hash(into hasher: inout Hasher) {
        utf8.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}

extension JSONText: CustomStringConvertible {
    /// The text as a string.
    public var description: String { string }
}
