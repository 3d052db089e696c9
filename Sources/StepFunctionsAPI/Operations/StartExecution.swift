internal import Engine
internal import EventLog
internal import FoundationEssentials
internal import JSON

/// `StartExecution`: of a machine, a version or an alias. With a name it is idempotent while the execution runs.
struct StartExecution: APIOperation {
    static let name = "StartExecution"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let start = try await ExecutionStart(request, service)
        let result = try await start.begin(service)
        if !result.isNew {
            let there = try await service.client.outline(of: result.execution)
            // The service gives the execution of this name only while it runs.
            guard there.status == .running else {
                throw APIError("ExecutionAlreadyExists", "Execution Already Exists: '\(there.arn)'")
            }
        }
        return [
            "executionArn": .string(start.arn(of: result)), "startDate": .startTime(of: result.execution),
        ]
    }
}
