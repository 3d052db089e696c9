import Hummingbird
import JSON
import Logging
import NIOCore
import ServiceLifecycle
import StepFunctionsAPI
import Testing

/// A server that answers Lambda's `Invoke`, for as long as a test needs it.
enum FunctionServer {
    static func with<Value: Sendable>(
        _ functions: some Functions, _ body: (HTTPEndpoint) async throws -> Value
    ) async throws -> Value {
        let router = Router()
        router.post("/2015-03-31/functions/:name/invocations") { request, context in
            var request = request
            let bytes = try await request.collectBody(upTo: 1 << 20)
            let answer = await functions.answer(
                try context.parameters.require("name"), Array(bytes.readableBytesView))
            var headers = HTTPFields()
            headers[.init("X-Amz-Executed-Version")!] = "$LATEST"
            if answer.isError { headers[.init("X-Amz-Function-Error")!] = "Unhandled" }
            return Response(
                status: .init(code: answer.status), headers: headers,
                body: ResponseBody(byteBuffer: ByteBuffer(string: answer.payload)))
        }
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
