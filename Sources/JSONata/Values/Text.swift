/// Strings compared as the language compares them: code by code, without Unicode's canonical equivalence.
enum Text {
    /// Whether two strings have the same scalars.
    @inline(__always)
    static func areEqual(_ a: String, _ b: String) -> Bool {
        let count = a.utf8.count
        guard count == b.utf8.count else { return false }
        let same = a.utf8.withContiguousStorageIfAvailable { a in
            b.utf8.withContiguousStorageIfAvailable { b in
                for index in 0..<count where a[index] != b[index] { return false }
                return true
            }
        }
        return (same ?? nil) ?? a.utf8.elementsEqual(b.utf8)
    }

    /// Whether `a` comes before `b` by UTF-16 units.
    static func precedes(_ a: String, _ b: String) -> Bool {
        var left = a.utf16.makeIterator()
        var right = b.utf16.makeIterator()
        while let theirs = right.next() {
            guard let ours = left.next() else { return true }
            if ours != theirs { return ours < theirs }
        }
        return false
    }

    /// Half of a surrogate pair, which a `String` cannot hold, as a private-use scalar that stands for it.
    static func loneSurrogate(_ unit: UInt16) -> Unicode.Scalar {
        Unicode.Scalar(firstStandIn + UInt32(unit - 0xD800)) ?? "\u{FFFD}"
    }

    /// Whether a scalar stands for half of a surrogate pair.
    static func isLoneSurrogate(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= firstStandIn
    }

    private static let firstStandIn: UInt32 = 0x10F800

    /// The string as it leaves: U+FFFD where half of a surrogate pair was.
    static func outgoing(_ string: String) -> String {
        // The stand-ins start with these two bytes, which next to nothing else does.
        guard string.utf8.contains(0xF4) else { return string }
        var scalars = String.UnicodeScalarView()
        for scalar in string.unicodeScalars { scalars.append(isLoneSurrogate(scalar) ? "\u{FFFD}" : scalar) }
        return String(scalars)
    }

    /// Decodes UTF-16; halves of surrogate pairs become their stand-ins.
    static func decode(_ units: some Sequence<UInt16>) -> String {
        var scalars = String.UnicodeScalarView()
        var high: UInt16?
        for unit in units {
            if let first = high {
                high = nil
                if UTF16.isTrailSurrogate(unit) {
                    let value = 0x10000 + (UInt32(first - 0xD800) << 10) + UInt32(unit - 0xDC00)
                    scalars.append(Unicode.Scalar(value) ?? "\u{FFFD}")
                    continue
                }
                scalars.append(loneSurrogate(first))
            }
            if UTF16.isLeadSurrogate(unit) {
                high = unit
            } else {
                scalars.append(Unicode.Scalar(unit) ?? loneSurrogate(unit))
            }
        }
        if let high { scalars.append(loneSurrogate(high)) }
        return String(scalars)
    }
}
