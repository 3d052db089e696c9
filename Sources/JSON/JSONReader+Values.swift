extension JSONReader {
    /// Reads a string.
    public mutating func readString() throws(JSONError) -> String {
        try read { (reader, bytes) throws(Fault) in
            try reader.prepare(for: .string, bytes)
            let span = try reader.scanner.scanString(bytes)
            reader.expectation = .nextInContainer
            return JSONScanner.string(bytes, span)
        }
    }

    /// Reads an integer of 64 bits; `1.0` and `1e2` are integers, as for ``JSONNumber/int``.
    public mutating func readInt() throws(JSONError) -> Int {
        try read { (reader, bytes) throws(Fault) in
            try reader.prepare(for: .number, bytes)
            let start = reader.scanner.position
            try reader.scanner.scanNumber(bytes)
            reader.expectation = .nextInContainer
            let digits = UnsafeBufferPointer(rebasing: bytes[start..<reader.scanner.position])
            if let value = Self.shortInteger(digits) { return value }
            guard let value = JSONNumber(unchecked: String(decoding: digits, as: UTF8.self)).int else {
                throw Fault(.notAnInteger, start)
            }
            return value
        }
    }

    /// Reads a number.
    public mutating func readNumber() throws(JSONError) -> JSONNumber {
        try read { (reader, bytes) throws(Fault) in
            try reader.prepare(for: .number, bytes)
            let start = reader.scanner.position
            try reader.scanner.scanNumber(bytes)
            reader.expectation = .nextInContainer
            let digits = UnsafeBufferPointer(rebasing: bytes[start..<reader.scanner.position])
            return JSONNumber(unchecked: String(decoding: digits, as: UTF8.self))
        }
    }

    /// Reads `true` or `false`.
    public mutating func readBool() throws(JSONError) -> Bool {
        try read { (reader, bytes) throws(Fault) in
            try reader.prepare(for: .bool, bytes)
            let value = try reader.scanner.scanBool(bytes)
            reader.expectation = .nextInContainer
            return value
        }
    }

    /// Reads `null`.
    public mutating func readNull() throws(JSONError) {
        try read { (reader, bytes) throws(Fault) in
            try reader.prepare(for: .null, bytes)
            try reader.scanner.scanLiteral(bytes, "null")
            reader.expectation = .nextInContainer
        }
    }

    /// Reads any value as its bytes, which share the storage of the reader's.
    public mutating func readText() throws(JSONError) -> JSONText {
        let range = try skip()
        return JSONText(unchecked: bytes[range])
    }

    /// Reads any value as a tree.
    public mutating func readValue() throws(JSONError) -> JSONValue {
        let range = try skip()
        return try JSONValue(parsing: bytes[range])
    }

    /// Passes any value.
    public mutating func skipValue() throws(JSONError) {
        _ = try skip()
    }

    private mutating func skip() throws(JSONError) -> Range<Int> {
        let offset = bytes.startIndex
        return try read { (reader, bytes) throws(Fault) in
            try reader.prepareForValue(bytes)
            let start = reader.scanner.position
            try reader.scanner.skipValue(bytes)
            reader.expectation = .nextInContainer
            return (offset &+ start)..<(offset &+ reader.scanner.position)
        }
    }

    /// The integer of up to 18 digits without fraction or exponent, the usual case.
    @inline(__always)
    private static func shortInteger(_ digits: JSONScanner.Bytes) -> Int? {
        guard digits.count <= 18 else { return nil }
        let isNegative = digits[0] == Byte.minus
        var value = 0
        for index in (isNegative ? 1 : 0)..<digits.count {
            let digit = digits[index] &- Byte.zero
            guard digit < 10 else { return nil }
            value = value &* 10 &+ Int(digit)
        }
        return isNegative ? -value : value
    }
}
