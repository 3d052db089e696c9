import JSON

/// What the three ways to read a text say about it. They must agree.
struct Verdict: Equatable {
    /// Nil when the text was accepted.
    var parser: JSONError?
    var validator: JSONError?
    var reader: JSONError?

    init(_ utf8: [UInt8]) {
        parser = Self.error { () throws(JSONError) in _ = try JSONValue(parsing: utf8) }
        validator = Self.error { () throws(JSONError) in _ = try JSONText(validating: utf8) }
        reader = Self.error { () throws(JSONError) in
            var reader = JSONReader(utf8)
            try walk(&reader)
            try reader.end()
        }
    }

    var isUnanimous: Bool { parser == validator && validator == reader }
    var isAccepted: Bool { parser == nil }

    private static func error(_ body: () throws(JSONError) -> Void) -> JSONError? {
        do throws(JSONError) {
            try body()
            return nil
        } catch {
            return error
        }
    }
}

/// Reads a whole value with the calls for its kinds, members and elements one by one.
func walk(_ reader: inout JSONReader) throws(JSONError) {
    switch try reader.peekKind() {
    case .null: try reader.readNull()
    case .bool: _ = try reader.readBool()
    case .number: _ = try reader.readNumber()
    case .string: _ = try reader.readString()
    case .array:
        try reader.beginArray()
        while try reader.nextElement() { try walk(&reader) }
    case .object:
        try reader.beginObject()
        while let key = try reader.nextKey() {
            _ = key.string
            try walk(&reader)
        }
    }
}
