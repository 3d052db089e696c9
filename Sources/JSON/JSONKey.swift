/// The key of a member as ``JSONReader`` found it, compared without making a string.
///
/// A `switch` over a key takes string literals: `case "output":`.
public struct JSONKey: Sendable {
    /// Where the key starts in the reader's text, after its quotation mark.
    let offset: Int
    private let count: Int
    /// The bytes of a short key without escapes: copying them costs less than sharing the text's storage.
    private let words: (UInt64, UInt64)
    /// Any other key as it stands in the text.
    private let long: ArraySlice<UInt8>?
    private let isEscaped: Bool

    @inline(__always)
    init(_ bytes: JSONScanner.Bytes, _ span: JSONScanner.StringSpan, slice: () -> ArraySlice<UInt8>) {
        offset = span.start
        count = span.end &- span.start
        isEscaped = span.isEscaped
        if count <= 16, !isEscaped, span.start &+ 16 <= bytes.count, let base = UnsafeRawPointer(bytes.baseAddress) {
            words = (
                base.loadUnaligned(fromByteOffset: span.start, as: UInt64.self),
                base.loadUnaligned(fromByteOffset: span.start &+ 8, as: UInt64.self)
            )
            long = nil
        } else {
            words = (0, 0)
            long = slice()
        }
    }

    /// The key, unescaped.
    public var string: String {
        withUTF8 { bytes in
            let span = JSONScanner.StringSpan(start: 0, end: bytes.count, isEscaped: isEscaped)
            return JSONScanner.string(bytes, span)
        }
    }

    /// Whether the key has these characters, scalar by scalar.
    public static func == (key: JSONKey, text: StaticString) -> Bool {
        if key.isEscaped { return key.string.hasSameScalars(as: text.description) }
        return text.withUTF8Buffer { text in
            guard text.count == key.count else { return false }
            return key.withUTF8 { bytes in
                guard let left = bytes.baseAddress, let right = text.baseAddress else { return text.count == 0 }
                return Byte.areEqual(left, right, count: text.count)
            }
        }
    }

    /// Whether the key differs from these characters.
    public static func != (key: JSONKey, text: StaticString) -> Bool {
        !(key == text)
    }

    /// Lets a `switch` compare keys with literals.
    public static func ~= (text: StaticString, key: JSONKey) -> Bool {
        key == text
    }

    /// Lends out the key as it stands in the text.
    @inline(__always)
    private func withUTF8<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if let long { return long.withUnsafeBufferPointer(body) }
        return withUnsafeBytes(of: words) { words in
            words.withMemoryRebound(to: UInt8.self) { body(UnsafeBufferPointer(rebasing: $0[..<count])) }
        }
    }
}
