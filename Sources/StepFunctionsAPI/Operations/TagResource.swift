internal import Engine
internal import JSON

/// `TagResource`: of a state machine.
struct TagResource: APIOperation {
    static let name = "TagResource"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let arn = try ResourceARN(request.text("resourceArn"), "stateMachine")
        guard let list = try request.array("tags") else { throw APIError.missing("tags") }
        let tags = try TagList(list)
        let record = try await service.client.change(arn.text) { record in
            guard record.current != nil else { throw APIError.resourceNotFound(arn.text) }
            let all = Set(record.tags.keys).union(tags.object.keys)
            guard all.count <= TagList.most else {
                throw APIError("TooManyTags", "A resource has \(TagList.most) tags at most: '\(arn.text)'")
            }
            let isChanged = tags.object.contains { record.tags[$0.key] != $0.value }
            return (isChanged ? [.tagged(tags.object)] : [], nil)
        }
        service.directory.remember(record)
        return [:]
    }
}
