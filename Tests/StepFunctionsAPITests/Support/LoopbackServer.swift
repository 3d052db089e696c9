import Hummingbird
import Logging
import ServiceLifecycle
import StepFunctionsAPI
import Testing

/// A server of HTTP on a free port of loopback, for as long as a test needs it.
enum LoopbackServer {
    static func with<Value: Sendable>(
        _ router: Router<BasicRequestContext>, _ body: (HTTPEndpoint) async throws -> Value
    ) async throws -> Value {
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in port.yield(channel.localAddress?.port ?? 0) },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: application)],
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let found = try #require(await ports.first { _ in true })
            let result: Result<Value, any Error>
            do {
                result = .success(try await body(try #require(HTTPEndpoint("http://127.0.0.1:\(found)"))))
            } catch {
                result = .failure(error)
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return try result.get()
        }
    }
}
