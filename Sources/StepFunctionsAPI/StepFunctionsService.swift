public import Engine
public import EventLog
internal import JSON
public import Logging
internal import Metrics
public import ServiceLifecycle

/// Answers requests of the Step Functions API from an engine and its log.
///
/// ```swift
/// let service = StepFunctionsService(engine: engine, store: store, configuration: configuration)
/// service.addRoutes(to: router)      // of a Hummingbird application
/// ```
///
/// It is a service: while it runs, workers that wait for tasks of activities are given them.
public final class StepFunctionsService: Service {
    /// The engine that runs what is started.
    public let engine: ExecutionEngine
    let configuration: EngineConfiguration
    let directory: StateMachineDirectory
    let polls: ActivityPolls
    let histories: HistoryPages
    let store: any EventStore
    /// Whether `TestState` shows what a connection adds to a request.
    let revealsSecrets: Bool
    private let operations: [String: any APIOperation]
    /// Where messages go; no payload is among them.
    public let logger: Logger

    var client: ExecutionClient { engine.client }

    /// Makes a service.
    ///
    /// - Parameters:
    ///   - store: the engine's.
    ///   - configuration: the engine's.
    ///   - revealsSecrets: whether `TestState` with `revealSecrets` shows whoever asks what connections log in with. Where it
    ///     is `false`, as AWS without the permission `states:RevealSecrets`, that is an `AccessDeniedException`.
    public init(
        engine: ExecutionEngine, store: any EventStore, configuration: EngineConfiguration, revealsSecrets: Bool = false
    ) {
        self.revealsSecrets = revealsSecrets
        self.engine = engine
        self.store = store
        self.configuration = configuration
        logger = configuration.logger
        directory = StateMachineDirectory(client: engine.client)
        histories = HistoryPages(client: engine.client)
        polls = ActivityPolls(client: engine.client, clock: configuration.clock)
        operations = Dictionary(uniqueKeysWithValues: StepFunctionsService.table.map { ($0.name, $0.init()) })
    }

    /// Gives workers their tasks until it is shut down; who waits then is let go.
    public func run() async throws {
        await withGracefulShutdownHandler {
            await polls.run(store.changes())
        } onGracefulShutdown: {
            self.polls.close()
        }
    }

    /// Starts executions for the engines on another queue.
    func client(on queue: Queue) -> ExecutionClient {
        var configuration = configuration
        configuration.queue = queue
        return ExecutionClient(store: store, configuration: configuration)
    }

    /// The names of the operations that are there.
    public static var operationNames: [String] { table.map { $0.name } }

    /// Answers one request of the protocol AWS JSON 1.0.
    ///
    /// - Parameters:
    ///   - operation: what stands behind the dot in `X-Amz-Target`.
    ///   - body: the request's members as JSON.
    public func answer(_ operation: String, _ body: [UInt8]) async -> APIAnswer {
        let began = configuration.clock.now()
        let answer: APIAnswer
        do {
            guard let known = operations[operation] else {
                throw APIError("UnknownOperationException", "The operation is not known to this server.")
            }
            answer = APIAnswer(try await known.answer(APIRequest(body: body), self))
        } catch {
            answer = APIAnswer(APIError(error))
            if answer.status >= 500 {
                logger.error(
                    "a request failed", metadata: ["operation": "\(operation)", "error": "\(type(of: error))"])
            }
        }
        let name = operations[operation] == nil ? "unknown" : operation
        let dimensions = [("operation", name), ("error", answer.errorCode ?? "")]
        Metrics.Timer(label: "daybook_api_request", dimensions: dimensions)
            .recordNanoseconds(configuration.clock.now().duration(since: began).nanoseconds)
        return answer
    }
}

extension Duration {
    fileprivate var nanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}
