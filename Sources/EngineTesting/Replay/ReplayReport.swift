/// How an execution goes on another definition, against how it went.
public struct ReplayReport: Sendable, CustomStringConvertible {
    /// What the machine did now; `nil` where it came to a task without an answer.
    public let run: TestRun?
    /// Why it did not come to an end; `nil` where it did.
    public let obstacle: String?
    /// Both stories, line by line: what only the history has begins with `-`, what only the replay has with `+`.
    public let lines: [String]

    /// Whether everything went as it went then: the same states on the same inputs, the same calls, the same end.
    public let isSame: Bool

    /// The lines that differ, each with the two around it; empty where nothing does.
    public var difference: String {
        guard !isSame else { return "" }
        let changed = lines.indices.filter { !lines[$0].hasPrefix("  ") }
        var shown: [String] = []
        var last = -1
        for index in lines.indices where changed.contains(where: { abs($0 - index) <= 2 }) {
            if index != last + 1 { shown.append("  …") }
            shown.append(lines[index])
            last = index
        }
        return (shown + [obstacle].compactMap(\.self).map { "! \($0)" }).joined(separator: "\n")
    }

    /// The difference, or that there is none.
    public var description: String { isSame ? "as in the history" : difference }

    init(then: [String], now: [String], run: TestRun?, obstacle: String?) {
        self.run = run
        self.obstacle = obstacle
        lines = ReplayReport.merged(then, now)
        isSame = then == now && obstacle == nil
    }

    private static func merged(_ then: [String], _ now: [String]) -> [String] {
        let difference = now.difference(from: then)
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var lines: [String] = []
        var (old, new) = (0, 0)
        while old < then.count || new < now.count {
            if removed.contains(old) {
                lines.append("- \(then[old])")
                old += 1
            } else if inserted.contains(new) {
                lines.append("+ \(now[new])")
                new += 1
            } else {
                lines.append("  \(then[old])")
                old += 1
                new += 1
            }
        }
        return lines
    }
}
