import Hummingbird
import JSON
import NIOCore
import StepFunctionsAPI

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
        return try await LoopbackServer.with(router, body)
    }
}
