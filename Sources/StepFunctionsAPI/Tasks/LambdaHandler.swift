internal import Engine
internal import JSON

/// Invokes functions through a server that speaks Lambda's `Invoke`: for tasks of a function's ARN and of `lambda:invoke`.
struct LambdaHandler: TaskHandler {
    static let service = "arn:aws:states:::lambda:invoke"

    /// Where the functions are; `nil` where the server was not told.
    let endpoint: HTTPEndpoint?

    /// Whether a resource is a function, or `lambda:invoke` with or without a token.
    static func handles(_ resource: String) -> Bool {
        resource.hasPrefix("arn:") && (resource.contains(":lambda:invoke") || resource.contains(":function:"))
    }

    func run(_ context: TaskContext) async throws -> TaskResult {
        let isService = context.resource.contains(":lambda:invoke")
        let invocation =
            try isService
            ? LambdaInvocation(parameters: context.input)
            : LambdaInvocation(arn: context.resource, input: context.input)
        guard let endpoint else {
            throw TaskError(
                "Lambda.ServiceException",
                cause: "The server was not told where functions are: daybook serve --lambda-endpoint URL.")
        }
        let answer: HTTPExchange.Answer
        do {
            answer = try await HTTPExchange(endpoint: endpoint).post(
                invocation.path, headers: invocation.headers, body: Array(invocation.payload.utf8))
        } catch let error as CancellationError {
            throw error
        } catch {
            try Task.checkCancellation()
            throw TaskError("Lambda.SdkClientException", cause: "No answer from \(endpoint): \(error)")
        }
        return TaskResult(output: try invocation.result(of: answer, withMetadata: isService))
    }
}
