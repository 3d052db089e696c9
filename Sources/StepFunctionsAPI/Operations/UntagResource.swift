internal import Engine
internal import JSON

/// `UntagResource`: of a state machine or an activity.
struct UntagResource: APIOperation {
    static let name = "UntagResource"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let arn = try ResourceARN(request.text("resourceArn"), "stateMachine", "activity")
        guard let list = try request.array("tagKeys") else { throw APIError.missing("tagKeys") }
        let keys = list.compactMap(\.stringValue)
        guard keys.count == list.count else { throw APIError.serialization("Expected a list of texts") }
        if arn.type == "activity" {
            _ = try await service.activity(arn)
            try await service.client.untagActivity(arn.text, keys)
            return [:]
        }
        let record = try await service.client.change(arn.text) { record in
            guard record.current != nil else { throw APIError.resourceNotFound(arn.text) }
            var seen: Set<String> = []
            let there = keys.filter { record.tags[$0] != nil && seen.insert($0).inserted }
            return (there.isEmpty ? [] : [.untagged(there)], nil)
        }
        service.directory.remember(record)
        return [:]
    }
}
