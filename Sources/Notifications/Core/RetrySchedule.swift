internal import Engine

/// How failed deliveries are repeated: pauses that double from the first to the longest, each shortened by chance by up
/// to a half so that many that failed together do not come back together.
struct RetrySchedule: Hashable, Sendable {
    /// The longest pause that can be told in microseconds.
    static let longestMilliseconds = 9_000_000_000_000_000

    /// The longest pause that a subscriber's side is granted where it asks for one: a day.
    static let longestAskedFor = Duration.seconds(86_400)

    var firstPauseMilliseconds: Int
    var longestPauseMilliseconds: Int

    /// The pause after the given attempt, counted from 1.
    func pause(after attempt: Int, seed: Seed) -> Duration {
        let longest = max(1, longestPauseMilliseconds)
        var pause = max(1, firstPauseMilliseconds)
        var doublings = attempt - 1
        while doublings > 0, pause < longest {
            pause = pause > longest / 2 ? longest : pause * 2
            doublings -= 1
        }
        let whole = Int64(min(pause, longest)) * 1000
        let half = whole / 2
        return .microseconds(whole - half + Int64(seed.fraction * Double(half)))
    }
}

extension Seed {
    /// A number from 0 to below 1 that follows from the seed.
    fileprivate var fraction: Double {
        // SplitMix64's finaliser over both halves, so that seeds that differ in one bit give unrelated numbers.
        var mixed = high ^ (low &* 0x9e37_79b9_7f4a_7c15)
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        mixed ^= mixed >> 31
        return Double(mixed >> 11) / 9_007_199_254_740_992
    }
}
