/// The few bytes a JSON string must escape (RFC 8259 §7), and how.
enum Escaping {
    /// The first quotation mark, backslash or control character.
    @inline(__always)
    static func firstByteToEscape(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        guard let base = UnsafeRawPointer(bytes.baseAddress) else { return index }
        while index &+ 8 <= bytes.count {
            let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            let hits = bytesToEscape(in: word)
            if hits != 0 { return index &+ hits.trailingZeroBitCount >> 3 }
            index &+= 8
        }
        while index < bytes.count, !mustBeEscaped(bytes[index]) { index &+= 1 }
        return index
    }

    @inline(__always)
    private static func bytesToEscape(in word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let quotes = word ^ (ones &* UInt64(Byte.quote))
        let backslashes = word ^ (ones &* UInt64(Byte.backslash))
        let controls = (word &- ones &* 0x20) & ~word
        return (((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes) | controls) & highs
    }

    @inline(__always)
    private static func mustBeEscaped(_ byte: UInt8) -> Bool {
        byte == Byte.quote || byte == Byte.backslash || byte < Byte.space
    }

    /// Lends out the escape sequence: the short form where there is one, else `\u00` and two lower-case hexadecimal digits.
    static func withEscape(of byte: UInt8, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        let short: StaticString? =
            switch byte {
            case Byte.quote: #"\""#
            case Byte.backslash: #"\\"#
            case 0x08: #"\b"#
            case 0x0C: #"\f"#
            case Byte.lineFeed: #"\n"#
            case Byte.carriageReturn: #"\r"#
            case Byte.tab: #"\t"#
            default: nil
            }
        if let short {
            body(UnsafeBufferPointer(start: short.utf8Start, count: short.utf8CodeUnitCount))
        } else {
            let digits = Array("0123456789abcdef".utf8)
            let escape = Array(#"\u00"#.utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 0xF)]]
            escape.withUnsafeBufferPointer(body)
        }
    }
}
