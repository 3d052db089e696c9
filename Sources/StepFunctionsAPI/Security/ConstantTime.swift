/// Comparisons that take as long whatever they find.
enum ConstantTime {
    /// Whether these bytes are the same ones; only their numbers can be told from how long it takes.
    static func areEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        guard a.count == b.count else { return false }
        var difference: UInt8 = 0
        for index in a.indices { difference |= a[index] ^ b[index] }
        return difference == 0
    }
}
