public import EventLog
internal import FoundationEssentials
internal import JSON
internal import Logging
public import ServiceLifecycle
public import StatesLanguage
internal import Synchronization

/// Runs executions: claims what is due, decides, commits, and calls the handlers of tasks.
///
/// ```swift
/// let engine = ExecutionEngine(store: try await SQLiteEventStore.open(path: "payroll.sqlite"))
/// engine.register("processData") { (input: ProcessData, context: TaskContext) async throws -> Batch in … }
/// try engine.add(StateMachine(name: "payroll", definition: text, role: role))
/// // run it as a service: ServiceGroup(services: [engine], …), and elsewhere:
/// let start = try await engine.start("payroll", input: #"{"timesheet": "may.csv"}"#, name: "payroll-2026-05")
/// let end = try await engine.result(of: start.execution)
/// ```
///
/// As many engines as you like may share a store; each is one worker.
public final class ExecutionEngine: Service {
    /// The worker that this engine is in the log; another one after it has lost its lease.
    public var worker: WorkerID { state.withLock { $0.worker } }
    /// Reads and commands executions through the log.
    public let client: ExecutionClient
    let configuration: EngineConfiguration
    let store: any EventStore
    let catalog: MachineCatalog
    let registry = TaskRegistry()
    let waiters = EndWaiters()
    let loads = Mailbox<LoadRequest>()
    let timers: TimerQueue
    let claims: Alarm
    let shards: [ShardContext]
    let holdings: Holdings
    let processorLimiter: RunLimiter
    let state: Mutex<State>

    struct State {
        var worker: WorkerID
        var machines: [String: StateMachine] = [:]
        var processors: [StreamCategory: any StreamProcessor] = [:]
        var isDraining = false
        /// Nobody here looks for the ends of executions any more.
        var hasEnded = false
    }

    /// Makes an engine on a store; it does nothing before `run()`.
    public init(store: any EventStore, configuration: EngineConfiguration = EngineConfiguration()) {
        let worker = WorkerID(UUID(high: configuration.random(), low: configuration.random()))
        let catalog = MachineCatalog(store: store)
        let timers = TimerQueue(clock: configuration.clock)
        let claims = Alarm(clock: configuration.clock)
        self.configuration = configuration
        self.store = store
        self.catalog = catalog
        self.timers = timers
        self.claims = claims
        self.client = ExecutionClient(store: store, configuration: configuration, catalog: catalog)
        let signals = SignalProcessor(client: client, queue: configuration.queue)
        self.state = Mutex(State(worker: worker, processors: [.signal: signals]))
        let metrics = EngineMetrics()
        let holdings = Holdings(shards: max(1, configuration.shards), limit: configuration.holdLimit)
        self.holdings = holdings
        self.processorLimiter = RunLimiter(limit: configuration.processorConcurrency)
        var shards: [ShardContext] = []
        for number in 0..<max(1, configuration.shards) {
            shards.append(
                ShardContext(
                    store: store, transactions: store as? any TransactionalEventStore, configuration: configuration,
                    catalog: catalog, registry: registry,
                    timers: timers, waiters: waiters, loads: loads, claims: claims, metrics: metrics,
                    mailbox: Mailbox(), holdings: holdings, number: number))
        }
        self.shards = shards
        register(MapRunResource.name, handler: MapRunHandler(self))
    }

    /// Registers the handler of a resource: of the whole resource, or of the function of this name in a Lambda ARN.
    ///
    /// The input is decoded from the task's parameters and the output encoded as its result.
    public func register<Input: Decodable & Sendable, Output: Encodable & Sendable>(
        _ resource: String, options: TaskOptions = TaskOptions(),
        _ handler: @escaping @Sendable (Input, TaskContext) async throws -> Output
    ) {
        register(resource, options: options, handler: TypedTaskHandler(body: handler))
    }

    /// Registers a handler that works on JSON text.
    public func register(_ resource: String, options: TaskOptions = TaskOptions(), handler: any TaskHandler) {
        registry.add(TaskRegistration(name: resource, handler: handler, options: options))
    }

    /// Says who handles resources for which nothing is registered; whoever it has no handler for stays unknown.
    ///
    /// It is asked once for a resource, when a machine first calls it: machines may come after the engine has begun to run.
    public func registerFallback(
        _ handler: @escaping @Sendable (_ resource: String) -> (handler: any TaskHandler, options: TaskOptions)?
    ) {
        registry.setFallback(handler)
    }

    /// Adds what handles the streams of other categories, such as notifications.
    public func add(_ processor: any StreamProcessor) {
        state.withLock { state in
            for category in processor.categories { state.processors[category] = processor }
        }
    }

    /// Adds a machine, so that it can be started by name.
    ///
    /// - Throws: `EngineError.unregisteredResources` where a task of it calls a resource that has no handler here.
    public func add(_ machine: StateMachine) throws(EngineError) {
        let missing = machine.resources.filter { registry.registration(for: $0) == nil }
        guard missing.isEmpty else { throw .unregisteredResources(missing, stateMachine: machine.name) }
        for warning in repetitions(of: machine) {
            configuration.logger.warning(
                "a task may run more often than it is declared to",
                metadata: [
                    "machine": "\(machine.name)", "place": "\(warning.location)", "reason": "\(warning.message)",
                ])
        }
        state.withLock { $0.machines[machine.name] = machine }
        // Read once the engine runs.
        loads.send(.publish(machine, pause: .zero))
    }

    /// Warns of Retriers that begin a task again which a registration here declares to run at most once; `add` logs them.
    public func repetitions(of machine: StateMachine) -> [Diagnostic] {
        RepetitionAdvice.diagnostics(of: machine.definition, text: machine.definitionText) { resource in
            registry.registration(for: resource)?.options.atMostOnce ?? false
        }
    }

    /// Starts an execution, and returns once its start is durable.
    ///
    /// A name makes it idempotent: the same name with the same input gives the execution that is there, also when it has
    /// ended. Without a name every call starts another execution. It waits while the engine is not running yet.
    ///
    /// - Throws: `EngineError`: an unknown machine, input that is not JSON or too large, a name that is not allowed or that
    ///   belongs to an execution with other input, or the store's failure; nothing has been stored then.
    public func start(
        _ machine: String, input: String, name: String? = nil, startedBy: String? = nil
    ) async throws(EngineError) -> StartResult {
        guard let machine = state.withLock({ $0.machines[machine] }) else { throw .unknownStateMachine(machine) }
        return try await start(machine, input: input, name: name, startedBy: startedBy)
    }

    /// Starts an execution of a machine that need not have been added: of one that the log has, for example.
    ///
    /// - Throws: `EngineError`, as the other does.
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

    @discardableResult
    func start(_ plan: StartPlan) async throws(EngineError) -> StartResult {
        let mailbox = shard(of: plan.execution).mailbox
        return try await answer { mailbox.send(.start(plan, $0)) }
    }

    /// Waits until an execution ends, wherever it runs.
    ///
    /// An execution that is stuck has not ended: somebody may free it, and it goes on. `ExecutionClient.describe` tells.
    ///
    /// - Throws: `EngineError` where there is no such execution or its stream cannot be read, `shuttingDown` where this
    ///   engine ends first, and `cancelled` where the waiting task is cancelled.
    public func result(of execution: StreamID) async throws(EngineError) -> ExecutionDescription {
        while true {
            let ticket = waiters.standInLine(for: execution)
            // The index is enough to know whether there is anything to wait for; the stream is read only at the end.
            guard await isRunning(execution), !Task.isCancelled else {
                waiters.leave(ticket)
                let description = try await client.describe(execution)
                // A store that could not be asked may have made an execution look as if it had ended.
                if description.status == .running, Task.isCancelled { throw .cancelled }
                if description.status == .running { continue }
                return description
            }
            guard !state.withLock({ $0.hasEnded }) else {
                waiters.leave(ticket)
                throw .shuttingDown
            }
            if let state = await waiters.wait(ticket) { return ExecutionDescription(execution, state) }
        }
    }

    /// Stops an execution: its last event is `ExecutionAborted`, and its running tasks are cancelled.
    ///
    /// - Throws: `EngineError.refused` where it has ended.
    public func stop(
        _ execution: StreamID, error: String? = nil, cause: String? = nil, requestedBy: String? = nil
    ) async throws(EngineError) {
        let input = ExecutionInput.stop(error: error, cause: cause, requestedBy: requestedBy)
        let mailbox = shard(of: execution).mailbox
        let isDone: Bool
        do {
            isDone = try await answer { mailbox.send(.command(execution, input, $0)) }
        } catch .shuttingDown {
            isDone = false
        }
        if !isDone { try await client.stop(execution, error: error, cause: cause, requestedBy: requestedBy) }
    }

    /// Lets a failed, timed-out or stopped execution go on from the state that failed; see `ExecutionClient.redrive`.
    ///
    /// - Throws: `EngineError.refused` where it runs or succeeded.
    public func redrive(
        _ execution: StreamID, requestedBy: String? = nil, clientToken: String? = nil
    ) async throws(EngineError) {
        try await client.redrive(execution, requestedBy: requestedBy, clientToken: clientToken)
        takeNotice(ofRedrive: execution)
    }

    /// Lets go of what this engine may still have of an execution that ended and was redriven, and claims it.
    func takeNotice(ofRedrive execution: StreamID) {
        shard(of: execution).mailbox.send(.moved(execution))
        claims.ring()
    }

    /// Stops claiming, lets running handlers end, releases what is held; `run()` returns then.
    public func shutDown() {
        let isFirst = state.withLock { state in
            defer { state.isDraining = true }
            return !state.isDraining
        }
        guard isFirst else { return }
        claims.ring()
        for shard in shards { shard.mailbox.send(.drain) }
    }

    func shard(of stream: StreamID) -> ShardContext {
        shards[Int(truncatingIfNeeded: stream.uuid.low % UInt64(shards.count))]
    }

    private func isRunning(_ execution: StreamID) async -> Bool {
        if waiters.isHeld(execution) { return true }
        guard let summary = try? await store.head(of: execution), summary.head != .empty else { return false }
        return ExecutionStatus(rawValue: summary.status.rawValue).map { $0 == .running } ?? true
    }

    private func answer<Value: Sendable>(
        _ ask: (Reply<Value>) -> Bool
    ) async throws(EngineError) -> Value {
        let result = await withUnsafeContinuation { continuation in
            let reply = Reply<Value>(continuation)
            if !ask(reply) { reply(.failure(.shuttingDown)) }
        }
        return try result.get()
    }
}
