internal import Engine
internal import JSON

/// `GetExecutionHistory`: the events in the service's words, from the first or from the last.
struct GetExecutionHistory: APIOperation {
    static let name = "GetExecutionHistory"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let reverse = try request.bool("reverseOrder") ?? false
        let included = try request.bool("includeExecutionData") ?? true
        let text = try request.text("executionArn")
        let page = try OffsetPage(request, of: "\(Self.name) \(text) \(reverse)", tokenLength: 1024)
        let (_, description) = try await service.execution(text)
        let events = try await service.client.executionHistory(of: description.execution, reverseOrder: reverse)
        return page.answer("events", events) { event in
            guard let value = try? event.jsonText.value() else { return .null }
            return included ? value : GetExecutionHistory.withoutData(value)
        }
    }

    private static let data: Set = ["input", "output", "parameters", "assignedVariables"]

    /// The event without what the execution worked on; names, errors and causes stay.
    private static func withoutData(_ event: JSONValue) -> JSONValue {
        guard let members = event.objectValue else { return event }
        var kept = JSONObject()
        for member in members {
            guard member.key.hasSuffix("EventDetails"), let details = member.value.objectValue else {
                kept[member.key] = member.value
                continue
            }
            var shown = JSONObject()
            for detail in details where !data.contains(detail.key) && !detail.key.hasSuffix("Details") {
                shown[detail.key] = detail.value
            }
            kept[member.key] = .object(shown)
        }
        return .object(kept)
    }
}
