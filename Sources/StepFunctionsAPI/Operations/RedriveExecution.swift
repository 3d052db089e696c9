internal import Engine
internal import EventLog
internal import JSON

/// `RedriveExecution`: goes on from the state that failed, on the same definition.
struct RedriveExecution: APIOperation {
    static let name = "RedriveExecution"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        _ = try request.optionalText("clientToken", 1...64)
        let (_, description) = try await service.execution(request.text("executionArn"))
        try await service.engine.redrive(description.execution, requestedBy: "RedriveExecution")
        let again = try await service.client.describe(description.execution)
        return ["redriveDate": .time(again.state.redrivenAt ?? service.configuration.clock.now())]
    }
}
