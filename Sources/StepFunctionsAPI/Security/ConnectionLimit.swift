/// How many connections may be open at one time: more are closed as soon as they are there.
public struct ConnectionLimit: Hashable, Sendable, CustomStringConvertible {
    /// Those of one address of IPv4, or of one network of IPv6 with 64 bits.
    public let perAddress: Int
    /// Those of all.
    public let total: Int

    /// Describes a limit.
    public init(perAddress: Int, total: Int) {
        self.perAddress = perAddress
        self.total = total
    }

    /// The limit where nobody says another: 1000 of an address and 10,000 in all, or, where the system has room for fewer, all of those, and
    /// a tenth of them for an address.
    public init(room: Int) {
        let total = min(10_000, room)
        self.init(perAddress: min(1000, max(1, total / 10)), total: total)
    }

    /// Reads `100`, which is for an address, with ten times as many for all, or `100/5000`; `nil` where the text is neither, or an address
    /// would have more than all.
    public init?(_ text: String) {
        let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        guard (1...2).contains(numbers.count), numbers.allSatisfy({ (1...10_000_000).contains($0) }) else {
            return nil
        }
        let (perAddress, total) = (numbers[0], numbers.count == 2 ? numbers[1] : numbers[0] * 10)
        guard perAddress <= total else { return nil }
        self.init(perAddress: perAddress, total: total)
    }

    /// `100/1000`.
    public var description: String { "\(perAddress)/\(total)" }
}
