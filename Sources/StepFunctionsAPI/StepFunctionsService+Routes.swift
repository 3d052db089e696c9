public import Hummingbird
internal import FoundationEssentials
internal import HTTPTypes
internal import NIOCore

extension StepFunctionsService {
    /// The most bytes of a request: a definition and what goes with it.
    static let longestRequest = 2 * 1024 * 1024

    /// Adds the API to a router: `POST /`.
    public func addRoutes(to router: some RouterMethods) {
        router.post("/") { request, _ in await self.respond(to: request) }
    }

    private func respond(to request: Request) async -> Response {
        // AWS SDKs send no browser's content type, and browsers send this header only where they are allowed to: so no web page can
        // reach a server on loopback.
        guard let target = request.headers[.target], let operation = Self.operation(target) else {
            return response(APIAnswer(APIError("UnknownOperationException", "X-Amz-Target names no operation.")))
        }
        var request = request
        do {
            let body = try await request.collectBody(upTo: Self.longestRequest)
            return response(await answer(operation, Array(body.readableBytesView)))
        } catch {
            let limit = Self.longestRequest
            return response(
                APIAnswer(
                    APIError("RequestEntityTooLargeException", "A request has \(limit) bytes at most.", status: 413)))
        }
    }

    /// `StartExecution` in `AWSStepFunctions.StartExecution`.
    private static func operation(_ target: String) -> String? {
        let parts = target.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 2 && parts[0] == "AWSStepFunctions" ? String(parts[1]) : nil
    }

    private func response(_ answer: APIAnswer) -> Response {
        var headers = HTTPFields()
        headers[.contentType] = "application/x-amz-json-1.0"
        headers[.requestID] = UUID().uuidString.lowercased()
        if let code = answer.errorCode { headers[.errorType] = code }
        return Response(
            status: .init(code: answer.status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
    }
}

extension HTTPField.Name {
    fileprivate static let target = HTTPField.Name("X-Amz-Target")!
    fileprivate static let requestID = HTTPField.Name("x-amzn-RequestId")!
    fileprivate static let errorType = HTTPField.Name("x-amzn-ErrorType")!
}
