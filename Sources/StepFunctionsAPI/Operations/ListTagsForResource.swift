internal import Engine
internal import JSON

/// `ListTagsForResource`: of a state machine.
struct ListTagsForResource: APIOperation {
    static let name = "ListTagsForResource"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let arn = try ResourceARN(request.text("resourceArn"), "stateMachine")
        guard let record = try await service.directory.record(arn.text) else {
            throw APIError.resourceNotFound(arn.text)
        }
        return ["tags": TagList.json(record.tags)]
    }
}
