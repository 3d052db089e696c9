/// SplitMix64: small, seeded, the same everywhere.
struct FuzzRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    /// One of so many.
    mutating func oneIn(_ count: Int) -> Bool { below(count) == 0 }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    /// The text with a few of its characters taken away, doubled or replaced, and pieces put in.
    mutating func mutated(_ text: String, pieces: [String]) -> String {
        var scalars = Array(text.unicodeScalars)
        for _ in 0...below(4) {
            let place = below(scalars.count + 1)
            switch below(4) {
            case 0 where place < scalars.count: scalars.remove(at: place)
            case 1 where place < scalars.count: scalars.insert(scalars[place], at: place)
            case 2 where place < scalars.count:
                scalars.replaceSubrange(place...place, with: pick(pieces).unicodeScalars)
            default: scalars.insert(contentsOf: pick(pieces).unicodeScalars, at: place)
            }
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
