/// Strings as their UTF-8, in which finding one inside another needs no look at characters.
enum Bytes {
    /// Where a string first occurs in another at or after an offset.
    static func find(_ mark: String, in text: String, from start: Int = 0, _ run: Run) throws(Failure) -> Range<Int>? {
        let needle = Array(mark.utf8)
        let haystack = Array(text.utf8)
        return try find(needle, in: haystack, from: start, run)
    }

    /// Where bytes first occur in others at or after an offset.
    static func find(
        _ needle: [UInt8], in haystack: [UInt8], from start: Int, _ run: Run
    ) throws(Failure) -> Range<Int>? {
        guard let first = needle.first else { return start..<start }
        var place = start
        var sinceCharge = 0
        while place + needle.count <= haystack.count {
            if haystack[place] == first {
                var matched = 1
                while matched < needle.count, haystack[place + matched] == needle[matched] { matched += 1 }
                if matched == needle.count { return place..<place + matched }
                sinceCharge += matched
            }
            place += 1
            sinceCharge += 1
            if sinceCharge >= 256 {
                try run.step(sinceCharge / 16)
                sinceCharge = 0
            }
        }
        return nil
    }

    /// The part before an offset.
    static func string(_ text: String, _ range: PartialRangeUpTo<Int>) -> String {
        String(decoding: text.utf8.prefix(range.upperBound), as: UTF8.self)
    }

    /// The part from an offset on.
    static func string(_ text: String, _ range: PartialRangeFrom<Int>) -> String {
        String(decoding: text.utf8.dropFirst(range.lowerBound), as: UTF8.self)
    }
}
