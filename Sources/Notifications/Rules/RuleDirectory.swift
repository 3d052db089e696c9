public import Engine
public import EventLog

/// Adds rules to the log and removes them: each change is an event with its author, and holds for every engine that reads
/// its rules from the log (`NotificationRules`).
public struct RuleDirectory: Sendable {
    private let log: LogWriter

    /// Makes a directory over a store.
    public init(
        store: any EventStore, clock: any EngineClock = SystemEngineClock(),
        random: @escaping @Sendable () -> UInt64 = { UInt64.random(in: .min ... .max) }
    ) {
        log = LogWriter(store: store, clock: clock, random: random)
    }

    /// Adds a rule, or gives the one that says the same.
    ///
    /// - Throws: `RuleError.invalid`, `.unreadable` or `.store`.
    @discardableResult
    public func add(_ rule: NotificationRule, by author: String? = nil) async throws(RuleError) -> RegisteredRule {
        if let problem = rule.problem { throw .invalid(reason: problem) }
        let id = RuleID(of: rule)
        let state = try await change(id) { $0.isActive ? nil : .created(rule, by: author) }
        guard let registered = RegisteredRule(id, state) else { throw .unknownRule(id) }
        return registered
    }

    /// Removes a rule: executions that end from now on are not told of.
    ///
    /// - Throws: `RuleError.unknownRule`, `.unreadable` or `.store`.
    public func remove(_ id: RuleID, by author: String? = nil) async throws(RuleError) {
        var existed = false
        _ = try await change(id) { state in
            guard state.isActive else { return nil }
            existed = true
            return .removed(by: author)
        }
        guard existed else { throw .unknownRule(id) }
    }

    /// The rules that hold, the oldest first.
    ///
    /// - Throws: `RuleError.unreadable` or `.store`.
    public func rules() async throws(RuleError) -> [RegisteredRule] {
        var rules: [RegisteredRule] = []
        for id in try await ids() {
            if let rule = RegisteredRule(id, try await load(id).state) { rules.append(rule) }
        }
        return rules
    }

    /// The names of the rules that hold, and where their streams end.
    func heads() async throws(RuleError) -> [(id: RuleID, head: StreamHead)] {
        var query = StreamQuery(category: .rule, status: .active, newestFirst: false, limit: 1000)
        var heads: [(RuleID, StreamHead)] = []
        while true {
            let page: StreamPage
            do {
                page = try await log.store.streams(query)
            } catch {
                throw .store(error)
            }
            heads += page.streams.map { (RuleID($0.stream.uuid), $0.head) }
            guard let next = page.next else { return heads }
            query.after = next
        }
    }

    func load(_ id: RuleID) async throws(RuleError) -> (state: RuleState, head: StreamHead) {
        let events: [RecordedEvent]
        do {
            events = try await log.read(id.stream, patience: .seconds(5))
        } catch {
            throw .store(error)
        }
        do {
            return (try RuleState(folding: events), events.last?.head ?? .empty)
        } catch {
            throw .unreadable(id.stream, error)
        }
    }

    private func ids() async throws(RuleError) -> [RuleID] { try await heads().map(\.id) }

    /// Decides on the stream as it stands and appends; where it moved meanwhile, reads and decides again.
    private func change(_ id: RuleID, _ decide: (RuleState) -> RuleEvent?) async throws(RuleError) -> RuleState {
        while true {
            let (state, head) = try await load(id)
            guard let event = decide(state) else { return state }
            let now = max(log.clock.now(), state.lastEventAt)
            var after = state
            _ = after.evolve(event, at: now)
            let append = Append(
                to: id.stream, expected: head, events: [event.newEvent(recordedAt: now)], status: after.status)
            do {
                if case .committed = try await log.commit(append, patience: .seconds(5)).0 { return after }
            } catch {
                throw .store(error)
            }
        }
    }
}
