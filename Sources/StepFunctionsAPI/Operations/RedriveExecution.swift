internal import Engine
internal import EventLog
internal import JSON

/// `RedriveExecution`: goes on from the state that failed, on the same definition.
struct RedriveExecution: APIOperation {
    static let name = "RedriveExecution"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let token = try request.optionalText("clientToken", 1...64)
        let description = try await service.execution(request.text("executionArn"))
        guard description.start.mapRunArn == nil else {
            throw APIError(
                "ExecutionNotRedrivable", "Execution was started by a Map Run and is redriven with its parent")
        }
        try await service.engine.redrive(
            description.execution, requestedBy: "RedriveExecution", clientToken: token)
        let again = try await service.client.outline(of: description.execution)
        return ["redriveDate": .time(again.redrive.at ?? service.configuration.clock.now())]
    }
}
