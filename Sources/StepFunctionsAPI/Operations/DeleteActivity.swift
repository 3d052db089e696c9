internal import Engine
internal import JSON

/// `DeleteActivity`: one that is not there is deleted already.
struct DeleteActivity: APIOperation {
    static let name = "DeleteActivity"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        try await service.client.deleteActivity(ResourceARN(request.text("activityArn"), "activity").text)
        return [:]
    }
}
