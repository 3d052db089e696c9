extension JSONReader {
    /// What may come next.
    enum Expectation {
        case start, value, firstInContainer, nextInContainer
    }

    /// How far the reader is, and inside what.
    struct Place: ~Copyable, Sendable {
        var scanner = JSONScanner()
        var expectation = Expectation.start
    }
}

extension JSONReader.Place {
    /// Stands at the first byte of a value, if the place is one for a value.
    @inline(__always)
    mutating func prepareForValue(_ bytes: JSONScanner.Bytes) throws(Fault) {
        switch expectation {
        case .value: break
        case .start:
            try scanner.begin(bytes)
            expectation = .value
        case .firstInContainer, .nextInContainer: throw Fault(.readOutOfOrder, scanner.position)
        }
    }

    /// Stands at the first byte of a value of this kind.
    @inline(__always)
    mutating func prepare(for expected: JSONKind, _ bytes: JSONScanner.Bytes) throws(Fault) {
        try prepareForValue(bytes)
        let found = try scanner.kind(bytes)
        if found != expected { throw Fault(.wrongKind(expected: expected, found: found), scanner.position) }
    }

    mutating func begin(_ kind: JSONKind, _ bytes: JSONScanner.Bytes) throws(Fault) {
        try prepare(for: kind, bytes)
        try scanner.enterContainer()
        scanner.keys.openFrame(isObject: kind == .object)
        expectation = .firstInContainer
    }

    mutating func scanNextKey(_ bytes: JSONScanner.Bytes) throws(Fault) -> JSONScanner.StringSpan? {
        guard try advance(inObject: true, bytes) else { return nil }
        let span = try scanner.scanKey(bytes)
        expectation = .value
        return span
    }

    /// Goes to the next member or element of the innermost container, or leaves it and returns false.
    mutating func advance(inObject: Bool, _ bytes: JSONScanner.Bytes) throws(Fault) -> Bool {
        guard scanner.keys.isInObject == inObject else { throw Fault(.readOutOfOrder, scanner.position) }
        let closing = inObject ? Byte.closeBrace : Byte.closeBracket
        let hasMore: Bool
        switch expectation {
        case .firstInContainer: hasMore = !scanner.scanEmpty(bytes, closing: closing)
        case .nextInContainer: hasMore = try scanner.scanSeparator(bytes, closing: closing)
        case .start, .value: throw Fault(.readOutOfOrder, scanner.position)
        }
        if hasMore { return true }
        scanner.keys.closeFrame()
        scanner.depth &-= 1
        expectation = .nextInContainer
        return false
    }
}
