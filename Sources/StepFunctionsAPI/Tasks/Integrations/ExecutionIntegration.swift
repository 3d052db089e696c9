internal import Engine
internal import EventLog
internal import FoundationEssentials
internal import JSON

/// `states:startExecution`: an execution in this log, begun once however often the task is run, and for `.sync` waited for.
struct ExecutionIntegration: ServiceIntegration {
    /// The engine has the integrations, and the service has the engine.
    weak let service: StepFunctionsService?

    func handles(_ resource: ServiceResource) -> Bool {
        resource.service == "states" && resource.action == "startExecution"
    }

    func call(_ resource: ServiceResource, _ context: TaskContext) async throws -> TaskResult {
        guard let service else { throw CancellationError() }
        let (arn, startedAt) = try await ChildStart.reporting(
            {
                let start = try await ChildStart(context, service)
                switch resource.pattern {
                case .sync, .sync2: return try await start.beginAndWait(parsesPayloads: resource.pattern == .sync2)
                case .requestResponse, .waitForTaskToken: return try await start.begin()
                }
            },
            as: { $0.taskError("StepFunctions", of: ExecutionIntegration.errors, olderName: "AWSStepFunctions") })
        return TaskResult(output: ExecutionIntegration.output(arn, startedAt))
    }

    private static let errors = AWSService(
        name: "states", id: "Sfn", scope: "states", wire: .json(version: "1.0", target: "AWSStepFunctions"))

    /// What the service answers, with the headers that this server would send.
    private static func output(_ arn: String, _ startedAt: Timestamp) -> JSONText {
        let id = UUID().uuidString.lowercased()
        let body = JSONValue.object(["executionArn": .string(arn), "startDate": .time(startedAt)]).utf8
        let headers: [(String, String)] = [
            ("x-amzn-RequestId", id), ("connection", "keep-alive"), ("Content-Length", "\(body.count)"),
            ("Content-Type", "application/x-amz-json-1.0"),
        ]
        let one = JSONObject(uniqueKeysWithValues: headers.map { ($0.0, .string($0.1)) })
        let all = JSONObject(uniqueKeysWithValues: headers.map { ($0.0, .array([.string($0.1)])) })
        return JSONText(
            .object([
                "ExecutionArn": .string(arn),
                "SdkHttpMetadata": [
                    "AllHttpHeaders": .object(all), "HttpHeaders": .object(one), "HttpStatusCode": 200,
                ],
                "SdkResponseMetadata": ["RequestId": .string(id)],
                "StartDate": .number(JSONNumber(startedAt.microseconds / 1000)),
            ]))
    }
}
