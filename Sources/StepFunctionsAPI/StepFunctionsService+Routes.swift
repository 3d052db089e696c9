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
            return Self.response(APIAnswer(APIError("UnknownOperationException", "X-Amz-Target names no operation.")))
        }
        var request = request
        do {
            return Self.response(await answer(operation, try await Self.body(of: &request)))
        } catch {
            return Self.response(APIAnswer(APIError(error)))
        }
    }

    /// A request's body, which can be asked for again.
    ///
    /// - Throws: `RequestEntityTooLargeException` where it is too long.
    static func body(of request: inout Request) async throws(APIError) -> [UInt8] {
        do {
            return Array(try await request.collectBody(upTo: longestRequest).readableBytesView)
        } catch {
            throw APIError(
                "RequestEntityTooLargeException", "A request has \(longestRequest) bytes at most.", status: 413)
        }
    }

    /// `StartExecution` in `AWSStepFunctions.StartExecution`.
    private static func operation(_ target: String) -> String? {
        let parts = target.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 2 && parts[0] == "AWSStepFunctions" ? String(parts[1]) : nil
    }

    static func response(_ answer: APIAnswer) -> Response {
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
