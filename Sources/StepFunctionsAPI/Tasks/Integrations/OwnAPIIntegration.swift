internal import Engine
internal import FoundationEssentials
internal import EventLog
internal import JSON

/// `aws-sdk:sfn:ACTION`: the operations of this server itself.
struct OwnAPIIntegration: ServiceIntegration {
    private static let wire = AWSService(
        name: "sfn", id: "Sfn", scope: "states", wire: .json(version: "1.0", target: "AWSStepFunctions"),
        texts: ["Definition", "Input", "Output"], isCamel: true, maps: ["variableReferences"])

    /// The engine has the integrations, and the service has the engine.
    weak let service: StepFunctionsService?

    func handles(_ resource: ServiceResource) -> Bool {
        resource.service == "aws-sdk:sfn" && [.requestResponse, .waitForTaskToken].contains(resource.pattern)
    }

    func call(_ resource: ServiceResource, _ context: TaskContext) async throws -> TaskResult {
        guard let service else { throw CancellationError() }
        let members = AWSMembers(service: Self.wire)
        let request = members.outgoing(try context.parameters(), to: resource.action)
        let operation = resource.action.withFirst { $0.uppercased() }
        if operation == StartExecution.name { return try await start(context, service) }
        // What it answers goes into the log.
        guard operation != TestState.name || request["revealSecrets"] != true else {
            throw AWSFailure(
                code: "AccessDeniedException", message: "No task is shown secrets.", status: 400,
                requestID: UUID().uuidString.lowercased()
            ).taskError(of: Self.wire)
        }
        let answer = await service.answer(operation, JSONValue.object(request).utf8)
        let value = (try? JSONValue(parsing: answer.body))?.objectValue ?? JSONObject()
        guard answer.errorCode == nil else {
            // The service calls what is missing by the name of its model.
            let failure = AWSFailure(
                code: answer.errorCode ?? "", message: value["message"]?.stringValue ?? "", status: answer.status,
                requestID: UUID().uuidString.lowercased())
            throw failure.taskError(of: Self.wire)
        }
        return TaskResult(output: JSONText(.object(members.incoming(value))))
    }

    /// A start that is the same one where the task is run again.
    private func start(_ context: TaskContext, _ service: StepFunctionsService) async throws -> TaskResult {
        let (arn, startedAt) = try await ChildStart.reporting(
            { try await ChildStart(context, service).begin() }, as: { $0.taskError(of: Self.wire) })
        return TaskResult(
            output: JSONText(
                .object(["ExecutionArn": .string(arn), "StartDate": .string(AWSMoment(startedAt).text)])))
    }
}
