import Engine
import EngineTesting
import EventLog
import JSON
import Logging
import MemoryBackend
import ServiceLifecycle
import Testing

@testable import StepFunctionsAPI

/// A server on a free port with an engine and a log of its own, for as long as a test needs it.
struct RunningServer: Sendable {
    static let client = HTTPClient()

    let endpoint: HTTPEndpoint
    let store: any EventStore
    /// What distributed Maps read and write where there is no AWS.
    let objects: MemoryObjectStore

    static func with<Value: Sendable>(
        store: any EventStore = MemoryEventStore(), lambda: HTTPEndpoint? = nil,
        services: ServiceSettings = ServiceSettings(), security: ServerSecurity = ServerSecurity(),
        timeouts: RequestTimeouts = RequestTimeouts(), revealsSecrets: Bool = false,
        _ body: (RunningServer) async throws -> Value
    ) async throws -> Value {
        var configuration = EngineConfiguration()
        configuration.pollInterval = .milliseconds(50)
        let objects = MemoryObjectStore()
        configuration.objects = S3ObjectStore(services, configuration: configuration) ?? objects
        configuration.logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let engine = ExecutionEngine(store: store, configuration: configuration)
        let service = StepFunctionsService(
            engine: engine, store: store, configuration: configuration, revealsSecrets: revealsSecrets)
        var services = services
        if let lambda { services.lambda = lambda }
        service.registerTasks(services)
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        var server = StepFunctionsServer(service, port: 0, security: security) { port.yield($0) }
        server.timeouts = timeouts
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: engine), .init(service: server)], logger: configuration.logger))
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let found = try #require(await ports.first { _ in true })
            let endpoint = try #require(HTTPEndpoint("http://127.0.0.1:\(found)"))
            let result: Result<Value, any Error>
            do {
                result = .success(try await body(RunningServer(endpoint: endpoint, store: store, objects: objects)))
            } catch {
                result = .failure(error)
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return try result.get()
        }
    }

    /// Asks for an operation over HTTP.
    func call(_ operation: String, _ request: JSONValue) async throws -> (status: Int, answer: JSONValue) {
        let answer = try await post(operation, request.utf8)
        return (answer.status, try JSONValue(parsing: answer.body))
    }

    func post(_ operation: String, _ body: [UInt8]) async throws -> HTTPAnswer {
        try await RunningServer.client.send(
            "POST", "\(endpoint)/",
            headers: [
                ("X-Amz-Target", "AWSStepFunctions.\(operation)"), ("Content-Type", "application/x-amz-json-1.0"),
            ], body: body, within: .seconds(120))
    }
}
