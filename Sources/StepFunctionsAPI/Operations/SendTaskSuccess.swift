internal import Engine
internal import JSON

/// `SendTaskSuccess`.
struct SendTaskSuccess: APIOperation {
    static let name = "SendTaskSuccess"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let token = try request.text("taskToken", 1...2048)
        let output = try request.text("output", 0...262_144)
        try await service.client.sendTaskSuccess(token: token, output: output)
        return [:]
    }
}
