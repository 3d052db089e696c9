internal import Engine
internal import JSON

/// `ListTagsForResource`: of a state machine or an activity.
struct ListTagsForResource: APIOperation {
    static let name = "ListTagsForResource"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let arn = try ResourceARN(request.text("resourceArn"), "stateMachine", "activity")
        if arn.type == "activity" { return ["tags": TagList.json(try await service.activity(arn).tags)] }
        guard let record = try await service.directory.record(arn.text) else {
            throw APIError.resourceNotFound(arn.text)
        }
        return ["tags": TagList.json(record.tags)]
    }
}

extension StepFunctionsService {
    /// The activity of an ARN that a request for tags names.
    ///
    /// - Throws: `ResourceNotFound`.
    func activity(_ arn: ResourceARN) async throws -> ActivityRecord {
        let activity = try await client.activity(arn.text)
        guard activity.createdAt != nil else { throw APIError.resourceNotFound(arn.text) }
        return activity
    }
}
