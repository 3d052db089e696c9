internal import Engine
internal import JSON

/// Calls services of AWS through one endpoint, signed.
struct AWSClient: Sendable {
    /// What a call gave.
    struct Output: Sendable {
        var members: JSONObject
        let answer: HTTPAnswer
    }

    let http: HTTPClient
    let endpoint: AWSEndpoint?
    let credentials: AWSCredentials?
    let region: String
    let clock: any EngineClock

    init(_ settings: ServiceSettings, _ http: HTTPClient, _ configuration: EngineConfiguration) {
        self.http = http
        endpoint = settings.aws
        credentials = settings.credentials
        region = settings.region ?? configuration.region
        clock = configuration.clock
    }

    /// Makes a call.
    ///
    /// - Parameter prefix: what the names of errors begin with that no service answered.
    /// - Throws: `AWSFailure` with what the service answered, `TaskError` where it could not be asked.
    func call(
        _ service: AWSService, _ action: String, _ parameters: JSONObject, failingAs prefix: String
    ) async throws -> Output {
        let (request, answer) = try await ask(service, action, parameters, failingAs: prefix)
        return Output(
            members: AWSMembers(service: service).incoming(try request.result(answer, failingAs: prefix)),
            answer: answer)
    }

    /// Makes a call and gives what came back as it is.
    ///
    /// - Parameter bytes: the body, where it is not among the parameters.
    /// - Throws: as `call`.
    func answer(
        _ service: AWSService, _ action: String, _ parameters: JSONObject, body bytes: [UInt8]? = nil,
        failingAs prefix: String
    ) async throws -> HTTPAnswer {
        let (request, answer) = try await ask(service, action, parameters, body: bytes, failingAs: prefix)
        try request.check(answer)
        return answer
    }

    private func ask(
        _ service: AWSService, _ action: String, _ parameters: JSONObject, body bytes: [UInt8]? = nil,
        failingAs prefix: String
    ) async throws -> (AWSRequest, HTTPAnswer) {
        guard let endpoint, let server = endpoint.endpoint(of: service, region: region) else {
            throw TaskError(
                "\(prefix).SdkClientException",
                cause: "The server was not told where AWS is: daybook serve --aws-endpoint URL.")
        }
        let request = try AWSRequest(
            service, action, AWSMembers(service: service).outgoing(parameters, to: action), body: bytes)
        let answer = try await send(
            request.method, request.path, request.query, to: server, request.headers, request.body,
            scope: service.scope, region: service.isGlobal ? "us-east-1" : region, within: service.limit, prefix)
        return (request, answer)
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
        } catch HTTPClient.Failure.tooLarge {
            throw TaskError(
                "States.DataLimitExceeded", cause: "The answer exceeds the maximum number of bytes service limit.")
        } catch let failure as HTTPClient.Failure {
            throw TaskError("\(prefix).SdkClientException", cause: "Unable to execute HTTP request: \(failure)")
        }
    }
}
