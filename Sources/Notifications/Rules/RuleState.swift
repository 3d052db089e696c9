internal import EventLog

/// A rule: the fold of its stream.
struct RuleState: StreamFold {
    private(set) var rule: NotificationRule?
    private(set) var createdAt = Timestamp(microseconds: 0)
    private(set) var author: String?
    private(set) var isActive = false
    private(set) var lastEventAt = Timestamp(microseconds: .min)

    /// Nobody works on it.
    var takenOverBy: WorkerID? { nil }
    var status: StreamStatus { isActive ? .active : .removed }
    var labels: StreamLabels { [:] }

    func wakeUp(holder: WorkerID?) -> WakeUp? { nil }

    mutating func evolve(_ event: RuleEvent, at time: Timestamp) -> String? {
        switch event {
        case .created(let rule, let author):
            guard !isActive else { return "it holds already" }
            guard self.rule.map({ $0 == rule }) ?? true else { return "it is another rule" }
            (self.rule, createdAt, self.author, isActive) = (rule, time, author, true)
        case .removed:
            guard isActive else { return "it does not hold" }
            isActive = false
        }
        lastEventAt = time
        return nil
    }
}
