internal import CurlTransfers
internal import Engine
internal import HTTPTypes
internal import JSON

/// `http:invoke`: a call of somebody's API, with the login of a connection.
struct HTTPIntegration: ServiceIntegration {
    /// The service's own.
    private static let limit = Duration.seconds(60)

    let http: HTTPClient
    let connections: HTTPConnections
    let addresses: AddressPolicy

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
                "Events.ConnectionResource.NotFound",
                cause: "The server knows no connection '\(arn)': daybook serve --connections FILE.")
        }
        let region = context.executionArn.split(separator: ":").dropFirst(3).first.map(String.init) ?? ""
        let call = try HTTPCall(parameters, region: region, connection)
        let answer: HTTPAnswer
        do {
            answer = try await http.send(
                call.method, call.url, headers: call.headers, body: call.body, addresses: policy(call.url),
                within: Self.limit)
        } catch HTTPClient.Failure.tooLarge {
            throw TaskError(
                "States.DataLimitExceeded", cause: "The answer exceeds the maximum number of bytes service limit.")
        } catch let failure as HTTPClient.Failure {
            throw TaskError("States.Http.Socket", cause: "\(failure)")
        }
        guard (200..<300).contains(answer.status) else {
            throw TaskError("States.Http.StatusCode.\(answer.status)", cause: answer.text)
        }
        return TaskResult(output: HTTPIntegration.result(of: answer))
    }

    /// Without TLS only to networks that were allowed by name: a login must not go over the Internet as it is.
    private func policy(_ url: String) -> AddressPolicy {
        var policy = addresses
        if url.hasPrefix("http://") { policy.allowsPublic = false }
        return policy
    }

    private static func result(of answer: HTTPAnswer) -> JSONText {
        var headers = JSONObject()
        for (name, value) in answer.headerValues { headers[name.lowercased()] = value }
        let isJSON = answer.header("Content-Type")?.lowercased().contains("json") ?? false
        let parsed = isJSON ? try? JSONText(validating: answer.body) : nil
        let known = HTTPResponse.Status(integerLiteral: answer.status).reasonPhrase
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
        writer.string(answer.reason.isEmpty ? known : answer.reason)
        writer.endObject()
        return JSONText(unchecked: writer.utf8[...])
    }
}
