/// All the chance that one field's evaluation may use: numbers that follow from sixteen bytes which the caller drew and
/// recorded. The same bytes give the same numbers.
public struct Chance: Sendable, Hashable {
    private let high: UInt64
    private let low: UInt64
    private var drawn: UInt64 = 0

    /// Takes sixteen bytes of chance.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Where nothing is drawn.
    public static let none = Chance(high: 0, low: 0)

    /// Chance that is another one for each use of the same bytes.
    public func numbered(_ number: UInt64) -> Chance {
        Chance(high: high ^ Chance.mixed(number), low: low)
    }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        drawn += 1
        return Chance.mixed(high ^ Chance.mixed(low &+ drawn &* 0x9e37_79b9_7f4a_7c15))
    }

    /// SplitMix64's finaliser: neighbouring numbers give unrelated ones.
    private static func mixed(_ number: UInt64) -> UInt64 {
        var mixed = number &+ 0x9e37_79b9_7f4a_7c15
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
