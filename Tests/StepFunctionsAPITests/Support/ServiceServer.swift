import Hummingbird
import JSON
import NIOCore
import StepFunctionsAPI
import Synchronization

/// A server of HTTP that keeps what it is asked, and answers as a test says.
final class ServiceServer: Sendable {
    struct Call: Sendable {
        let method: String
        let path: String
        let query: String
        let headers: [String: String]
        let body: String
    }

    struct Answer: Sendable {
        var status = 200
        var headers: [String: String] = ["Content-Type": "application/json"]
        var body: String
    }

    private let seen = Mutex<[Call]>([])
    private let answer: @Sendable (Call) async -> Answer

    init(_ answer: @escaping @Sendable (Call) async -> Answer) {
        self.answer = answer
    }

    /// What it was asked, in order.
    var calls: [Call] { seen.withLock { $0 } }

    func with<Value: Sendable>(_ body: (HTTPEndpoint) async throws -> Value) async throws -> Value {
        let router = Router()
        for method: HTTPRequest.Method in [.get, .post, .put, .delete, .head] {
            router.on("**", method: method) { request, _ in try await self.respond(to: request) }
            router.on("/", method: method) { request, _ in try await self.respond(to: request) }
        }
        return try await LoopbackServer.with(router, body)
    }

    private func respond(to request: Request) async throws -> Response {
        var request = request
        let bytes = try await request.collectBody(upTo: 1 << 22)
        var headers: [String: String] = [:]
        for field in request.headers { headers[field.name.canonicalName] = field.value }
        let call = Call(
            method: request.method.rawValue, path: request.uri.path, query: request.uri.query ?? "", headers: headers,
            body: String(buffer: bytes))
        seen.withLock { $0.append(call) }
        let answer = await answer(call)
        var fields = HTTPFields()
        for (name, value) in answer.headers { fields[.init(name)!] = value }
        return Response(
            status: .init(integerLiteral: answer.status), headers: fields,
            body: ResponseBody(byteBuffer: ByteBuffer(string: answer.body)))
    }
}
