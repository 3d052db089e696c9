/// Builds a ``JSONValue`` from a text.
struct ValueParser: ~Copyable {
    private let bytes: JSONScanner.Bytes
    private var scanner = JSONScanner()
    private var elements = ScratchStack<JSONValue>(capacity: 16)
    private var members = ScratchStack<JSONObject.Member>(capacity: 16)

    private init(_ bytes: JSONScanner.Bytes) {
        self.bytes = bytes
    }

    /// Reads the one value of a text.
    static func parse(_ bytes: JSONScanner.Bytes) throws(JSONError) -> JSONValue {
        var parser = ValueParser(bytes)
        do throws(Fault) {
            return try parser.document()
        } catch {
            throw JSONError(error, in: bytes)
        }
    }

    private mutating func document() throws(Fault) -> JSONValue {
        try scanner.begin(bytes)
        let value = try value()
        try scanner.finish(bytes)
        return value
    }

    private mutating func value() throws(Fault) -> JSONValue {
        switch try scanner.kind(bytes) {
        case .string: return .string(JSONScanner.string(bytes, try scanner.scanString(bytes)))
        case .number: return .number(try number())
        case .object: return .object(try object())
        case .array: return .array(try array())
        case .bool: return .bool(try scanner.scanBool(bytes))
        case .null:
            try scanner.scanLiteral(bytes, "null")
            return .null
        }
    }

    @inline(__always)
    private mutating func number() throws(Fault) -> JSONNumber {
        let start = scanner.position
        try scanner.scanNumber(bytes)
        return JSONNumber(
            unchecked: String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<scanner.position]), as: UTF8.self))
    }

    private mutating func array() throws(Fault) -> [JSONValue] {
        try scanner.enterContainer()
        defer { scanner.depth &-= 1 }
        if scanner.scanEmpty(bytes, closing: Byte.closeBracket) { return [] }
        let start = elements.count
        repeat {
            elements.push(try value())
        } while try scanner.scanSeparator(bytes, closing: Byte.closeBracket)
        return elements.pop(from: start)
    }

    private mutating func object() throws(Fault) -> JSONObject {
        try scanner.enterContainer()
        defer { scanner.depth &-= 1 }
        if scanner.scanEmpty(bytes, closing: Byte.closeBrace) { return JSONObject() }
        let outer = scanner.keys.openObject()
        let start = members.count
        repeat {
            let key = JSONScanner.string(bytes, try scanner.scanKey(bytes))
            members.push(JSONObject.Member(key: key, value: try value()))
        } while try scanner.scanSeparator(bytes, closing: Byte.closeBrace)
        scanner.keys.closeObject(outer)
        return JSONObject(uniqueMembers: members.pop(from: start))
    }
}
