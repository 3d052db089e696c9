internal import Engine
internal import EventLog

/// A stream in the hands of the worker that claimed it: its fold and its head.
struct HeldStream<Fold: StreamFold> {
    /// What shall be appended.
    struct Proposal {
        let events: [Fold.Event]
        /// `nil` leaves the wake-up.
        let wakeUp: WakeUpChange?

        init(_ events: [Fold.Event], wakeUp: WakeUpChange?) {
            self.events = events
            self.wakeUp = wakeUp
        }

        /// Nothing.
        static var none: Proposal { Proposal([], wakeUp: nil) }
    }

    let id: StreamID
    private(set) var state = Fold()
    private(set) var head = StreamHead.empty
    private let log: LogWriter

    private init(_ id: StreamID, log: LogWriter) {
        self.id = id
        self.log = log
    }

    /// Reads and folds a stream.
    static func load(_ id: StreamID, from log: LogWriter) async throws -> HeldStream {
        var stream = HeldStream(id, log: log)
        try await stream.reload()
        return stream
    }

    /// Commits what is decided on the state; where the stream moved meanwhile, it is read and decided on again.
    mutating func append(_ decide: (Fold, Timestamp) -> Proposal) async throws {
        while true {
            // One moment for the decision and its record: deciding again on the recorded time gives the same events.
            let time = max(log.clock.now(), state.lastEventAt)
            guard let (after, append) = prepare(decide(state, time), at: time) else { return }
            let (outcome, newHead) = try await log.commit(append, patience: nil)
            if case .committed = outcome {
                state = after
                head = newHead
                return
            }
            try await reload()
        }
    }

    /// What a proposal appends, and what the state is then; `nil` where it proposes nothing.
    func prepare(_ proposal: Proposal, at time: Timestamp) -> (after: Fold, append: Append)? {
        if proposal.events.isEmpty, proposal.wakeUp == nil { return nil }
        var after = state
        for event in proposal.events { _ = after.evolve(event, at: time) }
        let append = Append(
            to: id, expected: head, events: proposal.events.map { $0.newEvent(recordedAt: time) },
            wakeUp: proposal.wakeUp ?? .unchanged, status: after.status == state.status ? nil : after.status)
        return (after, append)
    }

    mutating func reload() async throws {
        let events = try await log.read(id, patience: nil)
        state = try Fold(folding: events)
        head = events.last?.head ?? .empty
    }
}
