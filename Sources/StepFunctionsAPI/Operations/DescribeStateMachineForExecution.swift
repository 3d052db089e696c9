internal import Engine
internal import EventLog
internal import JSON

/// `DescribeStateMachineForExecution`: what an execution is pinned to, whatever became of its machine.
struct DescribeStateMachineForExecution: APIOperation {
    static let name = "DescribeStateMachineForExecution"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        _ = try request.includesData()
        let execution = try await service.execution(request.text("executionArn"))
        let start = execution.start
        let record = try await service.client.stateMachine(start.stateMachine)
        // A machine that was deleted has no revisions any more; the execution knows what it runs.
        var revision =
            start.version.flatMap { record.version($0)?.revision } ?? record.revision(at: execution.startedAt)
        if revision?.definition != start.definition || revision?.role != start.role { revision = nil }
        var answer: JSONObject = [
            "stateMachineArn": .string(start.stateMachine),
            "name": .string(execution.stateMachineName),
            "updateDate": .time(revision?.since ?? execution.startedAt),
        ]
        if let mapRunArn = start.mapRunArn {
            answer["mapRunArn"] = .string(mapRunArn)
            answer["label"] = execution.stateMachineName.split(separator: "/").last.map { .string(String($0)) }
        }
        if let revision {
            try await answer.describe(revision, with: request, service)
        } else {
            answer["definition"] = .string(try await service.client.definitionText(start.definition).string)
            answer["roleArn"] = .string(start.roleArn)
            for member in MachineSettings.described(JSONObject()) { answer[member.key] = member.value }
        }
        return answer
    }
}
