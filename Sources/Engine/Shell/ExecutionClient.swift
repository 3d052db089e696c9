public import EventLog
internal import FoundationEssentials
internal import JSON
public import Logging
public import StatesLanguage

/// Reads and commands executions through the log alone; no engine has to run in this process.
public struct ExecutionClient: Sendable {
    let store: any EventStore
    let configuration: EngineConfiguration
    let catalog: MachineCatalog

    /// Where the client's messages go.
    public var logger: Logger { configuration.logger }

    /// Makes a client of the log in `store`.
    public init(store: any EventStore, configuration: EngineConfiguration = EngineConfiguration()) {
        self.init(store: store, configuration: configuration, catalog: MachineCatalog(store: store))
    }

    init(store: any EventStore, configuration: EngineConfiguration, catalog: MachineCatalog) {
        self.store = store
        self.configuration = configuration
        self.catalog = catalog
    }

    /// Starts an execution that the next engine on the configuration's queue picks up.
    ///
    /// - Throws: `EngineError` where the input or the name is refused, or the store fails.
    public func start(
        _ machine: StateMachine, input: String, name: String? = nil, startedBy: String? = nil
    ) async throws(EngineError) -> StartResult {
        try await start(machine, input: input, name: name, StartOptions(startedBy: startedBy))
    }

    /// Starts an execution, and says more of how it was asked for.
    ///
    /// - Throws: `EngineError` where the input or the name is refused, or the store fails.
    public func start(
        _ machine: StateMachine, input: String, name: String?, _ options: StartOptions
    ) async throws(EngineError) -> StartResult {
        let plan = try StartPlan(
            machine: machine, input: input, name: name, options: options, configuration: configuration)
        return try await start(plan)
    }

    func start(_ plan: StartPlan) async throws(EngineError) -> StartResult {
        let machine = plan.machine
        let decider = Decider(
            definition: machine.definition, role: machine.role, limits: configuration.limits, execution: plan.execution)
        let decision = try refusing { () throws(DecisionRefusal) in
            try decider.decide(
                .start(plan.started), on: ExecutionState(), at: configuration.clock.now(), seed: seed())
        }
        while true {
            let wakeUp = decision.state.wakeUpChange(holder: nil, orDueAt: decision.recordedAt)
            let append = Append(
                to: plan.execution, expected: .empty, events: decision.newEvents, wakeUp: wakeUp,
                status: decision.state.streamStatus, labels: plan.labels)
            let commit = Commit(
                id: commitID(),
                appends: [append] + plan.companions(at: decision.recordedAt, without: catalog.stored)
                    + configuration.companions(ofEnd: plan.execution, before: ExecutionState(), after: decision.state))
            switch try await self.commit(commit) {
            case .committed: return StartResult(execution: plan.execution, name: plan.name, isNew: true)
            case .conflict(let stream, _) where stream.category == .executionName:
                return try await owner(of: plan)
            case .conflict(let stream, _) where stream.category == .definition || stream.category == .role:
                catalog.markStored(stream)
            case .conflict: throw .executionAlreadyExists(name: plan.name, execution: plan.execution)
            }
        }
    }

    /// What is known of an execution now.
    ///
    /// - Throws: `EngineError.executionDoesNotExist`, or where its stream cannot be read.
    public func describe(_ execution: StreamID) async throws(EngineError) -> ExecutionDescription {
        let (state, _) = try await load(execution)
        return ExecutionDescription(execution, state)
    }

    /// The definition that an execution is pinned to.
    ///
    /// - Throws: `EngineError.executionDoesNotExist`, or where the definition cannot be read.
    public func definition(of execution: StreamID) async throws(EngineError) -> StateMachineDefinition {
        let (state, _) = try await load(execution)
        guard let start = state.start else { throw .executionDoesNotExist(execution) }
        return try await catalog.pinned(for: start).definition
    }

    /// The definition that an execution was started on.
    ///
    /// - Throws: `EngineError.unreadableDefinition`, or the store's failure.
    func definition(_ start: ExecutionEvent.ExecutionStarted) async throws(EngineError) -> StateMachineDefinition {
        try await catalog.pinned(for: start).definition
    }

    /// The events of an execution from the first on; it goes on until the execution ends.
    ///
    /// - Parameter follows: whether to wait for events that are yet to come; otherwise it ends where the stream ends now.
    public func history(of execution: StreamID, follows: Bool = true) -> ExecutionHistory {
        ExecutionHistory(execution: execution, follows: follows, client: self)
    }

    /// One page of executions, newest first unless the query says otherwise.
    public func list(_ query: StreamQuery) async throws(EngineError) -> StreamPage {
        do {
            return try await store.streams(query)
        } catch {
            throw .store(error)
        }
    }

    /// The execution that belongs to a name of a machine; `nil` where there is none.
    public func execution(named name: String, of stateMachine: String) async throws(EngineError) -> StreamID? {
        let stream = ExecutionName.stream(
            stateMachine: configuration.stateMachineArn(stateMachine), name: name)
        return try await read(stream, limit: 1).first.flatMap { ExecutionName.owner($0) }?.execution
    }
}

extension ExecutionClient {
    /// Who has the name that a start found taken, and whether it is the same start.
    func owner(of plan: StartPlan) async throws(EngineError) -> StartResult {
        guard let owner = try await read(plan.nameStream, limit: 1).first.flatMap({ ExecutionName.owner($0) }) else {
            throw .store(.corrupted(reason: "the name stream \(plan.nameStream) cannot be read"))
        }
        return try plan.result(givenOwner: owner)
    }

    func load(_ execution: StreamID) async throws(EngineError) -> (ExecutionState, StreamHead) {
        var state = ExecutionState()
        var head = StreamHead.empty
        while true {
            let events = try await read(execution, after: head.version, limit: 1000)
            do {
                for event in events { try state.evolve(event) }
            } catch {
                throw .unreadable(execution, error)
            }
            head = events.last?.head ?? head
            if events.count < 1000 { break }
        }
        guard state.start != nil else { throw .executionDoesNotExist(execution) }
        return (state, head)
    }

    func read(
        _ stream: StreamID, after version: StreamVersion = .none, limit: Int
    ) async throws(EngineError) -> [RecordedEvent] {
        do {
            return try await store.read(stream, after: version, limit: limit)
        } catch {
            throw .store(error)
        }
    }

    func commit(_ commit: Commit) async throws(EngineError) -> CommitOutcome {
        var pause = Duration.milliseconds(20)
        while true {
            do {
                return try await store.commit(commit)
            } catch {
                // Sending the same bytes again is safe; nobody waits longer than about five seconds for it.
                guard error.advice == .sendAgain, pause < .seconds(3) else { throw .store(error) }
            }
            try? await configuration.clock.sleep(until: configuration.clock.now().adding(pause))
            pause *= 2
        }
    }

    func refusing(
        _ decide: () throws(DecisionRefusal) -> Decision
    ) throws(EngineError) -> Decision {
        do {
            return try decide()
        } catch {
            throw .refused(error)
        }
    }

    func commitID() -> CommitID {
        CommitID(UUID(high: configuration.random(), low: configuration.random()))
    }

    func seed() -> Seed { Seed(high: configuration.random(), low: configuration.random()) }
}
