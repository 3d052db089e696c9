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
    let clock: any EngineClock

    /// Makes a call.
    ///
    /// - Parameter prefix: what the names of errors begin with that no service answered.
    /// - Throws: `AWSFailure` with what the service answered, `TaskError` where it could not be asked.
    func call(
        _ service: AWSService, _ action: String, _ parameters: JSONObject, failingAs prefix: String
    ) async throws -> Output {
        guard let endpoint, let server = endpoint.endpoint(of: service, region: region) else {
            throw TaskError(
                "\(prefix).SdkClientException",
                cause: "The server was not told where AWS is: daybook serve --aws-endpoint URL.")
        }
        let request = try AWSRequest(service, action, AWSMembers(service: service).outgoing(parameters))
        let answer = try await send(
            request.method, request.path, request.query, to: server, request.headers, request.body,
            scope: service.scope, region: service.isGlobal ? "us-east-1" : region, within: Self.limit, prefix)
        return Output(
            members: AWSMembers(service: service).incoming(try request.result(answer, failingAs: prefix)),
            answer: answer)
    }

    /// Asks a server of AWS, signed.
    ///
    /// - Parameter region: the region in the signature's scope; the client's where it is `nil`.
    func send(
        _ method: String, _ path: String, _ query: String, to server: HTTPEndpoint, _ headers: [(String, String)],
        _ body: [UInt8], scope: String, region: String? = nil, within limit: Duration, _ prefix: String
    ) async throws -> HTTPAnswer {
        guard let credentials else {
            throw TaskError(
                "\(prefix).SdkClientException",
                cause: "Unable to load credentials: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set.")
        }
        let signer = AWSSigner(credentials: credentials, region: region ?? self.region, service: scope)
        let signed = signer.headers(method, path, query, host: server.authority, headers, body, at: clock.now())
        do {
            return try await http.send(
                method, "\(server)\(path)\(query.isEmpty ? "" : "?")\(query)", headers: signed, body: body,
                within: limit)
        } catch let failure as HTTPClient.Failure {
            throw TaskError("\(prefix).SdkClientException", cause: "Unable to execute HTTP request: \(failure)")
        }
    }
}
