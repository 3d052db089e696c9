internal import Engine
internal import JSON

/// `SendTaskFailure`.
struct SendTaskFailure: APIOperation {
    static let name = "SendTaskFailure"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let token = try request.text("taskToken", 1...2048)
        let error = try request.optionalText("error", 0...256)
        let cause = try request.optionalText("cause", 0...32_768)
        try await service.client.sendTaskFailure(token: token, error: error, cause: cause)
        return [:]
    }
}
