internal import EventLog
internal import Synchronization

/// The log's rules as this process knows them.
final class RuleCache: Sendable {
    private let known = Mutex<[RuleID: (head: StreamHead, rule: RegisteredRule)]>([:])
    private let directory: RuleDirectory

    init(_ directory: RuleDirectory) {
        self.directory = directory
    }

    /// In the order of their names.
    var rules: [RegisteredRule] { known.withLock { $0.values.map(\.rule) }.sorted { $0.id < $1.id } }

    /// Reads what changed: one look at the list of rules, and the streams that are new in it.
    ///
    /// A rule that this version cannot read is left out of what is known here, and the error names it.
    func refresh() async throws(RuleError) {
        var fresh: [RuleID: (head: StreamHead, rule: RegisteredRule)] = [:]
        let before = known.withLock { $0 }
        var problem: RuleError?
        for (id, head) in try await directory.heads() {
            if let there = before[id], there.head == head {
                fresh[id] = there
                continue
            }
            do throws(RuleError) {
                let (state, head) = try await directory.load(id)
                if let rule = RegisteredRule(id, state) { fresh[id] = (head, rule) }
            } catch {
                guard case .unreadable = error else { throw error }
                problem = error
            }
        }
        known.withLock { $0 = fresh }
        if let problem { throw problem }
    }
}
