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

    /// Makes a call for a task.
    ///
    /// - Parameter prefix: what the names of errors begin with that no service answered.
    /// - Throws: `AWSFailure` with what the service answered, `TaskError` where it could not be asked, or did not answer.
    func call(
        _ service: AWSService, _ action: String, _ parameters: JSONObject, failingAs prefix: String
    ) async throws -> Output {
        do {
            return try await output(service, action, parameters, failingAs: prefix)
        } catch let failure as HTTPClient.Failure {
            throw AWSClient.taskError(failure, prefix)
        }
    }

    /// Makes a call.
    ///
    /// - Throws: `HTTPClient.Failure` where there is no answer, and otherwise as `call`.
    func output(
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
    /// - Throws: as `output`.
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
        let answer = try await exchange(
            request.method, request.path, request.query, to: server, request.headers, request.body,
            scope: service.scope, region: service.isGlobal ? "us-east-1" : region, within: service.limit, prefix)
        return (request, answer)
    }

    /// Asks a server of AWS for a task, signed.
    ///
    /// - Throws: `TaskError` where it could not be asked, or did not answer.
    func send(
        _ method: String, _ path: String, _ query: String, to server: HTTPEndpoint, _ headers: [(String, String)],
        _ body: [UInt8], scope: String, within limit: Duration, _ prefix: String
    ) async throws -> HTTPAnswer {
        do {
            return try await exchange(
                method, path, query, to: server, headers, body, scope: scope, region: region, within: limit, prefix)
        } catch let failure as HTTPClient.Failure {
            throw AWSClient.taskError(failure, prefix)
        }
    }

    /// - Parameter region: the region in the signature's scope.
    private func exchange(
        _ method: String, _ path: String, _ query: String, to server: HTTPEndpoint, _ headers: [(String, String)],
        _ body: [UInt8], scope: String, region: String, within limit: Duration, _ prefix: String
    ) async throws -> HTTPAnswer {
        guard let credentials else {
            throw TaskError(
                "\(prefix).SdkClientException",
                cause: "Unable to load credentials: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set.")
        }
        let signer = AWSSigner(credentials: credentials, region: region, service: scope)
        let signed = signer.headers(method, path, query, host: server.authority, headers, body, at: clock.now())
        return try await http.send(
            method, "\(server)\(path)\(query.isEmpty ? "" : "?")\(query)", headers: signed, body: body, within: limit)
    }

    /// What a task fails with that was not answered.
    static func taskError(_ failure: HTTPClient.Failure, _ prefix: String) -> TaskError {
        if case .tooLarge = failure {
            return TaskError(
                "States.DataLimitExceeded", cause: "The answer exceeds the maximum number of bytes service limit.")
        }
        return TaskError("\(prefix).SdkClientException", cause: "Unable to execute HTTP request: \(failure)")
    }
}
