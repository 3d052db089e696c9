internal import EventLog

/// An execution that a shard holds: its state as committed, what is proposed, and the runs that are going on.
///
/// A class so that the shard changes it in place; it never leaves its shard's loop.
final class Runner {
    /// An input and what is to be committed with the events it leads to.
    struct PendingInput {
        var input: ExecutionInput
        var companions: [Append] = []
        /// The transaction in which the result it reports is to be recorded.
        var transaction: (any EventStoreTransaction)?
    }

    let stream: StreamID
    let pinned: PinnedMachine
    var head: StreamHead
    var state: ExecutionState
    /// How often the execution had been redriven when this worker got it: a redrive after that gives it to whoever claims it.
    let redrivesWhenClaimed: Int

    /// The state with the proposed events; `nil` where nothing is proposed.
    var proposed: ExecutionState?
    var events: [NewEvent] = []
    var companions: [Append] = []
    /// The transaction that the proposal has to be committed in.
    var transaction: (any EventStoreTransaction)?
    /// Whether it stands in the shard's list of what is to be committed.
    var isDirty = false
    /// What led to the proposal: decided again where the commit meets a conflict.
    var inputs: [PendingInput] = []
    /// Who is told once the proposal is committed.
    var commands: [Reply<Bool>] = []
    /// The start that the first proposal makes, and who is told of it.
    var start: (plan: StartPlan, reply: Reply<StartResult>)?
    /// Whether the stream is being read again; inputs wait until it was.
    var isReloading = false
    /// Whether the proposal's commit has no answer yet and is sent again; inputs wait until it has.
    var isUnanswered = false
    /// Whether what belongs to its end is known to be in the log, although somebody else ended it.
    var isEndTold = false
    /// Whether somebody else moved the stream while it was not known where it ends: it is read on once that is known.
    var hasMoved = false
    /// The inputs that wait.
    var backlog: [PendingInput] = []
    /// Whether the stream is to be let go, by a commit that writes its wake-up without a holder.
    var isReleasing = false

    var runs: [TaskID: TaskRun] = [:]
    /// Attempts for which a place was asked for.
    var waitingForPlace: Set<TaskID> = []
    /// Places that were given and that no run has taken yet.
    var places: [TaskID: RunLimiter] = [:]
    var heartbeats: [TaskID: Timestamp] = [:]
    /// The moment that the timer queue knows of.
    var timer: Timestamp?

    init(stream: StreamID, pinned: PinnedMachine, head: StreamHead, state: ExecutionState) {
        self.stream = stream
        self.pinned = pinned
        self.head = head
        self.state = state
        redrivesWhenClaimed = state.redriveCount
    }

    /// Takes a decision into the proposal.
    func propose(_ decision: Decision, for input: PendingInput) {
        inputs.append(input)
        guard !decision.events.isEmpty else { return }
        transaction = transaction ?? input.transaction
        if events.isEmpty { events = decision.newEvents } else { events += decision.newEvents }
        proposed = decision.state
        // A result that came too late changes nothing, so what would go with it must not be written either.
        if input.companions.isEmpty || decision.events.contains(where: { $0.publishes }) {
            companions += input.companions
        }
    }

    /// The proposal was committed.
    func accept(_ head: StreamHead) {
        self.head = head
        if let proposed { state = proposed }
        clearProposal()
    }

    /// Whether nothing can be decided now, because it is not known where the stream ends.
    var isInDoubt: Bool { isReloading || isUnanswered }

    /// Gives back the inputs that waited.
    func takeBacklog() -> [PendingInput] {
        defer { backlog = [] }
        return backlog
    }

    /// Drops the proposal and gives back what led to it.
    func withdraw() -> [PendingInput] {
        let inputs = inputs
        clearProposal()
        return inputs
    }

    /// The transactions of inputs that were not committed.
    var transactions: [any EventStoreTransaction] { (inputs + backlog).compactMap(\.transaction) }

    /// Ends what goes on for tasks that the execution does not wait for any more.
    func endPointlessRuns() {
        endRuns { [state] task in !state.awaits(task) }
    }

    /// Ends what goes on for tasks, for all of them by default.
    func endRuns(where isPointless: (TaskID) -> Bool = { _ in true }) {
        for (task, run) in runs where isPointless(task) { run.task.cancel() }
        for (task, limiter) in places where isPointless(task) {
            places[task] = nil
            limiter.release()
        }
    }

    private func clearProposal() {
        proposed = nil
        events = []
        companions = []
        inputs = []
        transaction = nil
    }
}

extension ExecutionEvent {
    fileprivate var publishes: Bool {
        if case .notificationPublished = self { true } else { false }
    }
}
