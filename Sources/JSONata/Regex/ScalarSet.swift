/// A set of scalars, as a class in brackets or an escape like `\d` gives it.
struct ScalarSet: Sendable {
    private var ranges: [ClosedRange<UInt32>] = []
    private var excluded: [[ClosedRange<UInt32>]] = []
    var isNegated = false

    mutating func insert(_ range: ClosedRange<UInt32>) {
        ranges.append(range)
    }

    /// Adds a class; of a negated class, everything outside it.
    mutating func insert(_ other: ScalarSet) {
        if other.isNegated { excluded.append(other.ranges) } else { ranges += other.ranges }
    }

    func contains(_ scalar: UInt32, ignoringCase: Bool) -> Bool {
        if holds(scalar) { return !isNegated }
        if ignoringCase {
            let upper = CaseFolding.upper(scalar)
            if upper != scalar, holds(upper) { return !isNegated }
            let lower = CaseFolding.lower(scalar)
            if lower != scalar, holds(lower) { return !isNegated }
        }
        return isNegated
    }

    private func holds(_ scalar: UInt32) -> Bool {
        for range in ranges where range.contains(scalar) { return true }
        for ranges in excluded where !ranges.contains(where: { $0.contains(scalar) }) { return true }
        return false
    }

    static let digits = ScalarSet(ranges: [0x30...0x39])
    static let word = ScalarSet(ranges: [0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x5F...0x5F])
    static let blanks = ScalarSet(ranges: [
        0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F,
        0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
    ])

    private init(ranges: [ClosedRange<UInt32>]) {
        self.ranges = ranges
    }

    init() {}

    var negated: ScalarSet {
        var set = self
        set.isNegated.toggle()
        return set
    }
}
