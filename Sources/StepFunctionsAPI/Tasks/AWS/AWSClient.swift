internal import CurlTransfers
internal import Engine
internal import JSON

/// Calls services of AWS through one endpoint, signed.
struct AWSClient: Sendable {
    /// What a call gave.
    struct Output: Sendable {
        var members: JSONObject
        let answer: HTTPAnswer
    }

    private static let limit = Duration.seconds(60)

    let http: HTTPClient
    let endpoint: AWSEndpoint?
    let credentials: AWSCredentials?
    let region: String

    /// Makes a call.
    ///
    /// - Parameter prefix: what the names of errors begin with that no service answered.
    /// - Throws: `AWSFailure` with what the service answered, `TaskError` where it could not be asked.
    func call(
        _ service: AWSService, _ action: String, _ parameters: JSONObject, failingAs prefix: String
    ) async throws -> Output {
        guard let endpoint, let server = endpoint.endpoint(service: service.scope, region: region) else {
            throw TaskError(
                "\(prefix).SdkClientException",
                cause: "The server was not told where AWS is: daybook serve --aws-endpoint URL.")
        }
        let request = AWSRequest(service, action, AWSMembers(service: service).outgoing(parameters))
        let answer = try await send(
            "/", to: server, request.headers, request.body, scope: service.scope, within: Self.limit, prefix)
        guard (200..<300).contains(answer.status) else { throw AWSFailure(answer, wire: service.wire) }
        return Output(
            members: AWSMembers(service: service).incoming(try request.result(answer, failingAs: prefix)),
            answer: answer)
    }

    /// Posts to a server of AWS, signed.
    func send(
        _ path: String, to server: HTTPEndpoint, _ headers: [(String, String)], _ body: [UInt8], scope: String,
        within limit: Duration, _ prefix: String
    ) async throws -> HTTPAnswer {
        guard let credentials else {
            throw TaskError(
                "\(prefix).SdkClientException",
                cause: "Unable to load credentials: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set.")
        }
        var headers = headers
        if let token = credentials.sessionToken { headers.append(("X-Amz-Security-Token", token)) }
        let signing = RequestSigning(
            region: region, service: scope, keyID: credentials.accessKeyID, key: credentials.secretAccessKey)
        do {
            return try await http.send(
                "POST", "\(server)\(path)", headers: headers, body: body, signing: signing, within: limit)
        } catch let failure as HTTPClient.Failure {
            throw TaskError("\(prefix).SdkClientException", cause: "Unable to execute HTTP request: \(failure)")
        }
    }
}
