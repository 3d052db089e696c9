/// The order in which the service hands on the columns of a CSV: that of a hash table of Java's, as the recordings show. The
/// members of a JSON object have no order, but histories are compared letter by letter.
enum ColumnOrder {
    /// The indexes of the headers, in that order.
    static func indexes(of headers: [String]) -> [Int] {
        var capacity = 16
        while headers.count * 4 > capacity * 3 { capacity *= 2 }
        let mask = UInt32(capacity - 1)
        return headers.indices.sorted { left, right in
            let (a, b) = (hash(headers[left]) & mask, hash(headers[right]) & mask)
            return a == b ? left < right : a < b
        }
    }

    /// `String.hashCode`, with its upper half mixed into the lower one.
    private static func hash(_ text: String) -> UInt32 {
        let hash = text.utf16.reduce(UInt32(0)) { $0 &* 31 &+ UInt32($1) }
        return hash ^ (hash >> 16)
    }
}
