/// The key of a member as ``JSONReader`` found it: a view of the text, compared without making a string.
///
/// A `switch` over a key takes string literals: `case "output":`.
public struct JSONKey: Sendable {
    private let utf8: ArraySlice<UInt8>
    private let isEscaped: Bool

    init(utf8: ArraySlice<UInt8>, isEscaped: Bool) {
        self.utf8 = utf8
        self.isEscaped = isEscaped
    }

    /// Where the key starts in the reader's storage, after its quotation mark.
    var offset: Int { utf8.startIndex }

    /// The key, unescaped.
    public var string: String {
        utf8.withUnsafeBufferPointer { bytes in
            let span = JSONScanner.StringSpan(start: 0, end: bytes.count, isEscaped: isEscaped)
            return JSONScanner.string(bytes, span)
        }
    }

    /// Whether the key has these characters, scalar by scalar.
    public static func == (key: JSONKey, text: StaticString) -> Bool {
        if key.isEscaped { return key.string.hasSameScalars(as: text.description) }
        return text.withUTF8Buffer { text in
            guard text.count == key.utf8.count else { return false }
            return key.utf8.withUnsafeBufferPointer { bytes in
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
}
