extension JSONScanner {
    /// Passes a number (RFC 8259 §6) and leaves what follows it to the caller.
    @inline(__always)
    mutating func scanNumber(_ bytes: Bytes) throws(Fault) {
        if bytes[position] == Byte.minus { position &+= 1 }
        guard position < bytes.count else { throw Fault(.unexpectedEnd, bytes.count) }
        if bytes[position] == Byte.zero {
            position &+= 1
            if position < bytes.count, Self.isDigit(bytes[position]) { throw Fault(.invalidNumber, position) }
        } else {
            try scanDigits(bytes)
        }
        guard position < bytes.count else { return }
        if bytes[position] == Byte.point {
            position &+= 1
            try scanDigits(bytes)
        }
        guard position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") else { return }
        position &+= 1
        if position < bytes.count, bytes[position] == Byte.plus || bytes[position] == Byte.minus { position &+= 1 }
        try scanDigits(bytes)
    }

    /// Passes one digit or more.
    @inline(__always)
    private mutating func scanDigits(_ bytes: Bytes) throws(Fault) {
        guard position < bytes.count else { throw Fault(.unexpectedEnd, bytes.count) }
        guard Self.isDigit(bytes[position]) else { throw Fault(.invalidNumber, position) }
        repeat {
            position &+= 1
        } while position < bytes.count && Self.isDigit(bytes[position])
    }

    @inline(__always)
    private static func isDigit(_ byte: UInt8) -> Bool {
        byte &- Byte.zero < 10
    }
}
