/// One JSON value (RFC 8259) that keeps what the text said: the order of members and the text of numbers.
///
/// Two values are equal when they are of one kind and have the same content; the order of an object's members does not
/// count. Strings are the same when their characters are, scalar by scalar (unlike `String`'s canonical equivalence),
/// numbers when their texts are (see ``JSONNumber/isEqual(to:)`` for equality by value).
public enum JSONValue: Sendable {
    /// The literal `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number, as exact text.
    case number(JSONNumber)
    /// A string, unescaped.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object with its members in the order of the text.
    case object(JSONObject)
}

extension JSONValue {
    /// Reads the one value of a text.
    ///
    /// Strict RFC 8259; additionally refuses a byte order mark, duplicate keys and more than 512 levels.
    public init(parsing text: String) throws(JSONError) {
        var text = text
        self = try text.withUTF8 { bytes in
            Result { () throws(JSONError) in try ValueParser.parse(bytes) }
        }.get()
    }

    /// Reads the one value of a text in UTF-8, as strictly as ``init(parsing:)-(String)``.
    public init(parsing utf8: [UInt8]) throws(JSONError) {
        self = try utf8.withUnsafeBufferPointer { (bytes) throws(JSONError) in try ValueParser.parse(bytes) }
    }

    /// Reads the one value of a text in UTF-8, as strictly as ``init(parsing:)-(String)``.
    public init(parsing utf8: ArraySlice<UInt8>) throws(JSONError) {
        self = try utf8.withUnsafeBufferPointer { (bytes) throws(JSONError) in try ValueParser.parse(bytes) }
    }
}

extension JSONValue {
    /// The kind of this value.
    public var kind: JSONKind {
        switch self {
        case .null: .null
        case .bool: .bool
        case .number: .number
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }

    /// Whether this is `null`.
    public var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// The boolean, or nil for another kind.
    public var boolValue: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The number, or nil for another kind.
    public var numberValue: JSONNumber? {
        if case .number(let value) = self { value } else { nil }
    }

    /// The string, or nil for another kind.
    public var stringValue: String? {
        if case .string(let value) = self { value } else { nil }
    }

    /// The elements, or nil for another kind.
    public var arrayValue: [JSONValue]? {
        if case .array(let value) = self { value } else { nil }
    }

    /// The object, or nil for another kind.
    public var objectValue: JSONObject? {
        if case .object(let value) = self { value } else { nil }
    }

    /// The member with this key, or nil when there is none or this is not an object.
    public subscript(key: String) -> JSONValue? {
        guard case .object(let object) = self else { return nil }
        return object[key]
    }

    /// The element at this index, from 0, or nil when there is none or this is not an array.
    public subscript(index: Int) -> JSONValue? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    /// The value a pointer leads to, or nil when there is none.
    public subscript(pointer: JSONPointer) -> JSONValue? {
        var value = self
        for token in pointer.tokens {
            let next =
                switch value {
                case .object(let object): object[token]
                case .array: JSONPointer.index(token).flatMap { value[$0] }
                default: JSONValue?.none
                }
            guard let next else { return nil }
            value = next
        }
        return value
    }
}
