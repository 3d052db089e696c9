internal import Engine
internal import JSON

/// `SendTaskHeartbeat`.
struct SendTaskHeartbeat: APIOperation {
    static let name = "SendTaskHeartbeat"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        try await service.client.sendTaskHeartbeat(token: request.text("taskToken", 1...2048))
        return [:]
    }
}
