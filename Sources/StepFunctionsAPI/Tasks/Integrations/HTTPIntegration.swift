internal import CurlTransfers
internal import Engine
internal import JSON

/// `http:invoke`: a call of somebody's API, with the login of a connection.
struct HTTPIntegration: ServiceIntegration {
    /// The service's own, for all that an attempt asks for.
    private static let limit = Duration.seconds(60)

    private let http: HTTPClient
    private let connections: HTTPConnections
    private let addresses: AddressPolicy
    /// What callers are told it is in.
    private let region: String
    private let oauth: OAuthClient
    /// By the ARNs of connections.
    private let tokens: [String: OAuthTokens]

    init(
        http: HTTPClient, connections: HTTPConnections, addresses: AddressPolicy, region: String, clock: any EngineClock
    ) {
        self.region = region
        self.http = http
        self.connections = connections
        self.addresses = addresses
        oauth = OAuthClient(http: http, addresses: addresses, clock: clock)
        tokens = Dictionary(uniqueKeysWithValues: connections.withTokens.map { ($0, OAuthTokens()) })
    }

    func handles(_ resource: ServiceResource) -> Bool {
        resource.service == "http" && resource.action == "invoke" && resource.pattern == .requestResponse
    }

    func call(_ resource: ServiceResource, _ context: TaskContext) async throws -> TaskResult {
        let parameters = try context.parameters()
        let authentication = parameters["Authentication"] ?? parameters["InvocationConfig"]
        guard let arn = authentication?["ConnectionArn"]?.stringValue else {
            throw TaskError("States.Runtime", cause: "'Authentication' names no 'ConnectionArn'.")
        }
        guard let connection = connections[arn] else {
            throw TaskError(
                "Events.ConnectionResource.ResourceNotFound",
                cause: "The server knows no connection '\(arn)': daybook serve --connections FILE.")
        }
        let host = try HTTPCall.endpoint(parameters).host
        guard connection.allows(host) else {
            throw TaskError(
                "Events.ConnectionResource.AccessDenied",
                cause: "The connection '\(arn)' is not for the host '\(host)'.")
        }
        let time = AttemptTime(Self.limit, oauth.clock)
        let answer = try await authorized(arn, connection, time) { added in
            let call = try HTTPCall(parameters, region: region, added)
            let trace = HTTPTrace.current
            trace?.send(trace?.revealsSecrets == true ? call : try call.withoutSecrets(parameters, region, added))
            let answer = try await send(call, within: time.requireLeft())
            trace?.receive(answer, to: call)
            return answer
        }
        guard (200..<300).contains(answer.status) else {
            throw TaskError("States.Http.StatusCode.\(answer.status)", cause: answer.text)
        }
        return TaskResult(output: try HTTPIntegration.result(of: answer))
    }

    /// Makes a call with what the connection adds, and a token where it has some.
    private func authorized(
        _ arn: String, _ connection: HTTPConnection, _ time: AttemptTime,
        call: (HTTPParameters) async throws -> HTTPAnswer
    ) async throws -> HTTPAnswer {
        guard let grant = connection.grant, let tokens = tokens[arn] else {
            return try await call(connection.parameters)
        }
        return try await tokens.call(
            in: time, fetch: { try await oauth.token(grant, of: arn, within: time.requireLeft()) },
            isRefusal: { $0.status == 401 || $0.status == 407 },
            call: { token in
                var added = connection.parameters
                added.headers.insert(("Authorization", "Bearer \(token.text)"), at: 0)
                return try await call(added)
            })
    }

    private func send(_ call: HTTPCall, within time: Duration) async throws -> HTTPAnswer {
        do {
            return try await http.send(
                call.method, call.url, headers: call.headers, body: call.body,
                addresses: call.endpoint.addresses(addresses), within: time)
        } catch HTTPClient.Failure.tooLarge {
            throw TaskError(
                "States.DataLimitExceeded", cause: "The answer exceeds the maximum number of bytes service limit.")
        } catch let failure as HTTPClient.Failure {
            throw TaskError("States.Http.Socket", cause: "\(failure)")
        }
    }

    /// What is no text, by its type or its bytes, cannot be a result.
    private static func requireText(_ answer: HTTPAnswer) throws(TaskError) {
        let type = answer.header("Content-Type")?.lowercased() ?? ""
        let isBinary = ["application/octet-stream", "image/", "video/", "audio/"].contains { type.hasPrefix($0) }
        guard !isBinary, String(validating: answer.body, as: UTF8.self) != nil else {
            throw TaskError("States.Runtime", cause: "The answer is not a text.")
        }
    }

    private static func result(of answer: HTTPAnswer) throws(TaskError) -> JSONText {
        try requireText(answer)
        var headers = JSONObject()
        for (name, value) in answer.headerValues { headers[name.lowercased()] = value }
        let isJSON = answer.header("Content-Type")?.lowercased().contains("json") ?? false
        let parsed = isJSON ? try? JSONText(validating: answer.body) : nil
        var writer = JSONWriter(reservingCapacity: answer.body.count + 1024)
        writer.beginObject()
        writer.key("Headers")
        writer.value(.object(headers))
        if !answer.body.isEmpty {
            writer.key("ResponseBody")
            if let parsed { writer.text(parsed) } else { writer.string(answer.text) }
        }
        writer.key("StatusCode")
        writer.int(answer.status)
        writer.key("StatusText")
        writer.string(answer.phrase)
        writer.endObject()
        return JSONText(unchecked: writer.utf8[...])
    }
}
