internal import Engine
internal import JSON

/// `TagResource`: of a state machine or an activity.
struct TagResource: APIOperation {
    static let name = "TagResource"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let arn = try ResourceARN(request.text("resourceArn"), "stateMachine", "activity")
        guard let list = try request.array("tags") else { throw APIError.missing("tags") }
        let tags = try TagList(list)
        if arn.type == "activity" {
            try tags.requireRoom(beside: try await service.activity(arn).tags, of: arn.text)
            try await service.client.tagActivity(arn.text, tags.object)
            return [:]
        }
        let record = try await service.client.change(arn.text) { record in
            guard record.current != nil else { throw APIError.resourceNotFound(arn.text) }
            try tags.requireRoom(beside: record.tags, of: arn.text)
            let isChanged = tags.object.contains { record.tags[$0.key] != $0.value }
            return (isChanged ? [.tagged(tags.object)] : [], nil)
        }
        service.directory.remember(record)
        return [:]
    }
}
