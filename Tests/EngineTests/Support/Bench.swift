import Engine
import EngineTesting
import EventLog
import JSON
import Logging
import MemoryBackend
import Testing

/// An engine that runs for as long as a test needs it, on a store that outlives it.
struct Bench: Sendable {
    let store: MemoryEventStore
    let clock: ManualClock?
    var configuration: EngineConfiguration

    /// A store in memory and the system's clock.
    init() {
        store = MemoryEventStore()
        clock = nil
        configuration = EngineConfiguration()
        configuration.logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    }

    /// A store in memory whose clock, like the engine's, is moved by hand; leases last longer than any test.
    init(clock: ManualClock) {
        store = MemoryEventStore { clock.now() }
        self.clock = clock
        configuration = EngineConfiguration()
        configuration.logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        configuration.clock = clock
        configuration.lease = .seconds(1_000_000)
        configuration.pollInterval = .seconds(100_000)
    }

    func engine(on other: (any EventStore)? = nil, _ change: (inout EngineConfiguration) -> Void = { _ in })
        -> ExecutionEngine
    {
        var configuration = configuration
        change(&configuration)
        return ExecutionEngine(store: other ?? store, configuration: configuration)
    }

    /// The machine of these states, which may call everything.
    static func machine(_ states: String, name: String = "m", top: String = "") throws -> StateMachine {
        let start = states.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)[1]
        return try StateMachine(
            name: name, definition: "{\"StartAt\": \"\(start)\", \(top) \"States\": {\(states)}}",
            role: Role(arn: "arn:aws:iam::123456789012:role/test", resources: ["*"], topics: ["*"]))
    }

    /// Runs the engine beside `body` and shuts it down after it.
    @discardableResult
    static func running<Value: Sendable>(
        _ engines: ExecutionEngine..., body: @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for engine in engines { group.addTask { try await engine.run() } }
            let result: Result<Value, any Error>
            do {
                result = .success(try await body())
            } catch {
                result = .failure(error)
            }
            for engine in engines { engine.shutDown() }
            if case .failure = result { group.cancelAll() }
            try? await group.waitForAll()
            return try result.get()
        }
    }

    /// Kills an engine as a crash would: its store is gone, the others learn of its death, its handlers end.
    func kill(_ engine: ExecutionEngine, on link: FaultyEventStore, _ run: Task<Void, any Error>) async {
        link.unplug()
        store.declareDead(engine.worker)
        run.cancel()
        _ = await run.result
    }

    /// The types of the events of an execution.
    func types(_ execution: StreamID) async throws -> [String] {
        try await store.readAll(execution).map(\.type.rawValue)
    }
}

extension ExecutionEngine {
    /// Registers a handler that answers JSON.
    func handle(
        _ resource: String, _ options: TaskOptions = TaskOptions(),
        _ body: @escaping @Sendable (TaskContext) async throws -> JSONValue
    ) {
        register(resource, options: options) { (_: JSONValue, context: TaskContext) in try await body(context) }
    }
}
