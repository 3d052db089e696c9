import Engine

/// What many scenarios came to.
struct Summary: Sendable, CustomStringConvertible {
    var violations: [String] = []
    private(set) var events = 0
    private(set) var crashes = 0
    private(set) var kinds: Set<String> = []
    private(set) var statuses: [ExecutionStatus: Int] = [:]

    mutating func add(_ outcome: Properties.Outcome) {
        events += outcome.stream.count
        crashes += outcome.crashes
        kinds.formUnion(outcome.kinds)
        statuses[outcome.status, default: 0] += 1
    }

    mutating func add(_ other: Summary) {
        violations += other.violations
        events += other.events
        crashes += other.crashes
        kinds.formUnion(other.kinds)
        statuses.merge(other.statuses, uniquingKeysWith: +)
    }

    var description: String {
        let ends = statuses.map { "\($0.key.rawValue) \($0.value)" }.sorted().joined(separator: ", ")
        return "\(events) events, \(crashes) crashes, \(kinds.count) kinds of states, ended \(ends)"
    }
}
