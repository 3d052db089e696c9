extension JSONReader {
    /// Reads a string.
    public mutating func readString() throws(JSONError) -> String {
        try Self.read(bytes, &place) { (place, bytes) throws(Fault) in
            try place.prepare(for: .string, bytes)
            let span = try place.scanner.scanString(bytes)
            place.expectation = .nextInContainer
            return JSONScanner.string(bytes, span)
        }
    }

    /// Reads an integer of 64 bits; `1.0` and `1e2` are integers, as for ``JSONNumber/int``.
    public mutating func readInt() throws(JSONError) -> Int {
        try Self.read(bytes, &place) { (place, bytes) throws(Fault) in
            try place.prepare(for: .number, bytes)
            let start = place.scanner.position
            try place.scanner.scanNumber(bytes)
            place.expectation = .nextInContainer
            let digits = UnsafeBufferPointer(rebasing: bytes[start..<place.scanner.position])
            if let value = Self.shortInteger(digits) { return value }
            guard let value = JSONNumber(unchecked: String(decoding: digits, as: UTF8.self)).int else {
                throw Fault(.notAnInteger, start)
            }
            return value
        }
    }

    /// Reads a number.
    public mutating func readNumber() throws(JSONError) -> JSONNumber {
        try Self.read(bytes, &place) { (place, bytes) throws(Fault) in
            try place.prepare(for: .number, bytes)
            let start = place.scanner.position
            try place.scanner.scanNumber(bytes)
            place.expectation = .nextInContainer
            let digits = UnsafeBufferPointer(rebasing: bytes[start..<place.scanner.position])
            return JSONNumber(unchecked: String(decoding: digits, as: UTF8.self))
        }
    }

    /// Reads `true` or `false`.
    public mutating func readBool() throws(JSONError) -> Bool {
        try Self.read(bytes, &place) { (place, bytes) throws(Fault) in
            try place.prepare(for: .bool, bytes)
            let value = try place.scanner.scanBool(bytes)
            place.expectation = .nextInContainer
            return value
        }
    }

    /// Reads `null`.
    public mutating func readNull() throws(JSONError) {
        try Self.read(bytes, &place) { (place, bytes) throws(Fault) in
            try place.prepare(for: .null, bytes)
            try place.scanner.scanLiteral(bytes, "null")
            place.expectation = .nextInContainer
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
        return try Self.read(bytes, &place) { (place, bytes) throws(Fault) in
            try place.prepareForValue(bytes)
            let start = place.scanner.position
            try place.scanner.skipValue(bytes)
            place.expectation = .nextInContainer
            return (offset &+ start)..<(offset &+ place.scanner.position)
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
