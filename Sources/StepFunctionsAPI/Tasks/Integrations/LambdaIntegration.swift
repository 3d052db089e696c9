internal import Engine
internal import JSON

/// Invokes functions through a server that speaks Lambda's `Invoke`: for tasks of a function's ARN and of `lambda:invoke`.
struct LambdaIntegration: ServiceIntegration {
    /// As long as a function may run, and a little more.
    private static let limit = Duration.seconds(15 * 60 + 10)

    /// Where the functions are; `nil` where the server was not told.
    let endpoint: HTTPEndpoint?
    let aws: AWSClient

    func handles(_ resource: ServiceResource) -> Bool {
        switch resource.pattern {
        case .requestResponse where resource.text.hasPrefix("arn:") && resource.text.contains(":function:"): true
        case .requestResponse, .waitForTaskToken: resource.service == "lambda" && resource.action == "invoke"
        case .sync, .sync2: false
        }
    }

    func call(_ resource: ServiceResource, _ context: TaskContext) async throws -> TaskResult {
        let isService = resource.service == "lambda"
        let invocation =
            try isService
            ? LambdaInvocation(parameters: context.input)
            : LambdaInvocation(arn: context.resource, input: context.input)
        guard let endpoint else {
            throw TaskError(
                "Lambda.ServiceException",
                cause: "The server was not told where functions are: daybook serve --lambda-endpoint URL.")
        }
        let answer = try await answer(invocation, from: endpoint)
        return TaskResult(output: try invocation.result(of: answer, withMetadata: isService))
    }

    /// Signed where there is something to sign with: a server beside this one does not look.
    private func answer(_ invocation: LambdaInvocation, from endpoint: HTTPEndpoint) async throws -> HTTPAnswer {
        let payload = Array(invocation.payload.utf8)
        guard aws.credentials == nil else {
            return try await aws.send(
                "POST", invocation.path, invocation.query, to: endpoint, invocation.headers, payload, scope: "lambda",
                within: Self.limit, "Lambda")
        }
        do {
            return try await aws.http.send(
                "POST", "\(endpoint)\(invocation.path)\(invocation.query.isEmpty ? "" : "?")\(invocation.query)",
                headers: invocation.headers, body: payload,
                within: Self.limit)
        } catch let failure as HTTPClient.Failure {
            throw TaskError("Lambda.SdkClientException", cause: "No answer from \(endpoint): \(failure)")
        }
    }
}
