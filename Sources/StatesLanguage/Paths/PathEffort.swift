/// How much a path may do: a few steps can ask for more than anything could answer (`$..*..*..*`), and evaluation has to
/// come to an end.
struct PathEffort {
    /// More than any path does that is meant: the nodes of the largest payload, many times over.
    static let most = 4_000_000

    private(set) var left = most

    var isSpent: Bool { left <= 0 }

    /// Takes one step's worth, or several; false where there is none left.
    mutating func spend(_ steps: Int = 1) -> Bool {
        left -= steps
        return left > 0
    }
}
