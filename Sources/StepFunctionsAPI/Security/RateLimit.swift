/// How many requests a client may make: a token bucket, as the service has it.
public struct RateLimit: Hashable, Sendable, CustomStringConvertible {
    /// How many a second for as long as it likes.
    public let perSecond: Int
    /// How many at one time.
    public let burst: Int

    /// Describes a limit.
    public init(perSecond: Int, burst: Int) {
        self.perSecond = perSecond
        self.burst = burst
    }

    /// Reads `100`, of which twice as many may come at one time, or `100/500`; `nil` where the text is neither.
    public init?(_ text: String) {
        let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        guard (1...2).contains(numbers.count), numbers.allSatisfy({ (1...1_000_000_000).contains($0) }) else {
            return nil
        }
        self.init(perSecond: numbers[0], burst: numbers.count == 2 ? numbers[1] : numbers[0] * 2)
    }

    /// `100/200`.
    public var description: String { "\(perSecond)/\(burst)" }
}
