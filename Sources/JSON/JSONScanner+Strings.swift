extension JSONScanner {
    /// Passes a string (RFC 8259 §7), the position being at its opening quotation mark.
    @inline(__always)
    mutating func scanString(_ bytes: Bytes) throws(Fault) -> StringSpan {
        let start = position &+ 1
        let end = Self.firstSpecialByte(bytes, from: start)
        if end < bytes.count, bytes[end] == Byte.quote {
            position = end &+ 1
            return StringSpan(start: start, end: end, isEscaped: false)
        }
        return try scanStringWithSpecials(bytes, start: start, from: end)
    }

    /// The rest of a string that has escapes or characters beyond ASCII.
    private mutating func scanStringWithSpecials(
        _ bytes: Bytes, start: Int, from first: Int
    ) throws(Fault) -> StringSpan {
        var index = first
        var isEscaped = false
        while index < bytes.count {
            let byte = bytes[index]
            if byte == Byte.quote {
                position = index &+ 1
                return StringSpan(start: start, end: index, isEscaped: isEscaped)
            } else if byte >= 0x80 {
                repeat {
                    index = try Self.scanMultibyte(bytes, at: index)
                } while index < bytes.count && bytes[index] >= 0x80
            } else if byte == Byte.backslash {
                isEscaped = true
                index = try Self.scanEscape(bytes, at: index).end
            } else if byte < Byte.space {
                throw Fault(.controlCharacter, index)
            }
            index = Self.firstSpecialByte(bytes, from: index)
        }
        throw Fault(.unterminatedString, bytes.count)
    }

    /// The first byte that a plain ASCII run cannot hold: a quotation mark, a backslash, a control character or one over 0x7F.
    @inline(__always)
    static func firstSpecialByte(_ bytes: Bytes, from start: Int) -> Int {
        var index = start
        guard let base = UnsafeRawPointer(bytes.baseAddress) else { return index }
        while index &+ 8 <= bytes.count {
            let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            let hits = specialBytes(in: word)
            if hits != 0 { return index &+ hits.trailingZeroBitCount >> 3 }
            index &+= 8
        }
        while index < bytes.count, !isSpecial(bytes[index]) { index &+= 1 }
        return index
    }

    /// Eight bytes at once: the lowest set bit is the high bit of the first special byte. Borrows can only spoil later ones.
    @inline(__always)
    private static func specialBytes(in word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let quotes = word ^ (ones &* UInt64(Byte.quote))
        let backslashes = word ^ (ones &* UInt64(Byte.backslash))
        let controls = (word &- ones &* 0x20) & ~word
        return (((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes) | controls | word) & highs
    }

    @inline(__always)
    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte == Byte.quote || byte == Byte.backslash || byte < Byte.space || byte >= 0x80
    }

    /// Checks one character beyond ASCII by table 3-7 of the Unicode standard and returns where it ends.
    @inline(__always)
    private static func scanMultibyte(_ bytes: Bytes, at index: Int) throws(Fault) -> Int {
        let lead = bytes[index]
        let count: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0xC2...0xDF: count = 2
        case 0xE0: (count, second) = (3, 0xA0...0xBF)
        case 0xED: (count, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: count = 3
        case 0xF0: (count, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: count = 4
        case 0xF4: (count, second) = (4, 0x80...0x8F)
        default: throw Fault(.invalidUTF8, index)
        }
        guard index &+ count <= bytes.count, second.contains(bytes[index &+ 1]) else {
            throw Fault(.invalidUTF8, index)
        }
        for offset in 2..<max(count, 2) where bytes[index &+ offset] & 0xC0 != 0x80 {
            throw Fault(.invalidUTF8, index)
        }
        return index &+ count
    }

    /// Reads the escape sequence at a backslash, a surrogate pair as one.
    static func scanEscape(_ bytes: Bytes, at index: Int) throws(Fault) -> (scalar: UInt32, end: Int) {
        guard index &+ 1 < bytes.count else { throw Fault(.unterminatedString, bytes.count) }
        switch bytes[index &+ 1] {
        case Byte.quote: return (0x22, index &+ 2)
        case Byte.backslash: return (0x5C, index &+ 2)
        case UInt8(ascii: "/"): return (0x2F, index &+ 2)
        case UInt8(ascii: "b"): return (0x08, index &+ 2)
        case UInt8(ascii: "f"): return (0x0C, index &+ 2)
        case UInt8(ascii: "n"): return (0x0A, index &+ 2)
        case UInt8(ascii: "r"): return (0x0D, index &+ 2)
        case UInt8(ascii: "t"): return (0x09, index &+ 2)
        case UInt8(ascii: "u"): break
        default: throw Fault(.invalidEscape, index)
        }
        let unit = try scanHex(bytes, ofEscapeAt: index)
        switch unit {
        case 0xD800...0xDBFF:
            let next = index &+ 6
            guard next &+ 1 < bytes.count, bytes[next] == Byte.backslash, bytes[next &+ 1] == UInt8(ascii: "u") else {
                throw Fault(.loneSurrogate, index)
            }
            let low = try scanHex(bytes, ofEscapeAt: next)
            guard (0xDC00...0xDFFF).contains(low) else { throw Fault(.loneSurrogate, index) }
            return (0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00), next &+ 6)
        case 0xDC00...0xDFFF: throw Fault(.loneSurrogate, index)
        default: return (unit, index &+ 6)
        }
    }

    private static func scanHex(_ bytes: Bytes, ofEscapeAt index: Int) throws(Fault) -> UInt32 {
        var value: UInt32 = 0
        for offset in 2..<6 {
            guard index &+ offset < bytes.count else { throw Fault(.unterminatedString, bytes.count) }
            let byte = bytes[index &+ offset]
            let digit: UInt8
            switch byte {
            case Byte.zero...Byte.nine: digit = byte &- Byte.zero
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte &- UInt8(ascii: "a") &+ 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte &- UInt8(ascii: "A") &+ 10
            default: throw Fault(.invalidEscape, index)
            }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}

extension JSONScanner {
    /// The characters of a string that was scanned before.
    @inline(__always)
    static func string(_ bytes: Bytes, _ span: StringSpan) -> String {
        if span.isEscaped { return unescapedString(bytes, span) }
        return String(decoding: UnsafeBufferPointer(rebasing: bytes[span.start..<span.end]), as: UTF8.self)
    }

    private static func unescapedString(_ bytes: Bytes, _ span: StringSpan) -> String {
        // An escape is never shorter than the character it stands for.
        String(unsafeUninitializedCapacity: span.end - span.start) { unescape(bytes, span, into: $0) }
    }

    /// Writes the characters of a scanned string into a buffer at least as long as the span and returns how many bytes they took.
    static func unescape(_ bytes: Bytes, _ span: StringSpan, into buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var count = 0
        var index = span.start
        while index < span.end {
            guard bytes[index] == Byte.backslash, let escape = try? scanEscape(bytes, at: index) else {
                buffer[count] = bytes[index]
                count &+= 1
                index &+= 1
                continue
            }
            index = escape.end
            for byte in UTF8.encode(Unicode.Scalar(escape.scalar) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter {
                buffer[count] = byte
                count &+= 1
            }
        }
        return count
    }
}
