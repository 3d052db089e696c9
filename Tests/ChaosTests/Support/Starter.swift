import Engine
import EventLog

@testable import chaos_engine

/// Starts executions by name through the log, with no engine in the process, and takes no for an answer only from the
/// engine.
struct Starter: Sendable {
    private let client: ExecutionClient
    private let machines: [ChaosMachine: StateMachine]

    init(_ store: any EventStore, queue: String = "chaos") throws {
        var configuration = EngineConfiguration()
        configuration.queue = Queue(queue)
        client = ExecutionClient(store: store, configuration: configuration)
        machines = try Dictionary(
            uniqueKeysWithValues: ChaosMachine.allCases.map { ($0, try $0.stateMachine()) })
    }

    /// Starts until the start is answered; asked again with the same name it is the same execution.
    @discardableResult
    func start(_ machine: ChaosMachine, _ name: String, input: String = "{}") async throws -> StreamID {
        guard let definition = machines[machine] else { preconditionFailure("all machines are there") }
        while true {
            do {
                return try await client.start(definition, input: input, name: name).execution
            } catch {
                guard case .store(let problem) = error, problem.advice == .sendAgain else { throw error }
            }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    func start(_ order: Order) async throws -> StreamID {
        try await start(.order, order.name, input: order.input)
    }
}
