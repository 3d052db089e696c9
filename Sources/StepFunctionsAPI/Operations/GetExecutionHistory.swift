internal import Engine
internal import JSON

/// `GetExecutionHistory`: the events in the service's words, from the first or from the last.
struct GetExecutionHistory: APIOperation {
    static let name = "GetExecutionHistory"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let reverse = try request.bool("reverseOrder") ?? false
        let included = try request.bool("includeExecutionData") ?? true
        let text = try request.text("executionArn")
        let limit = try request.pageSize()
        let list = "\(Self.name) \(text) \(reverse)"
        // Where the page begins: the number of its first event.
        let begin = try request.optionalText("nextToken", 1...1024).map { token throws(APIError) in
            try PageToken.offset(token, of: list)
        }
        let execution = try await service.execution(text)
        let ids: Range<Int>
        if reverse {
            let last = if let begin { begin } else { try await service.histories.length(of: execution) }
            ids = max(1, last - limit + 1)..<max(1, last + 1)
        } else {
            ids = max(1, begin ?? 1)..<max(1, begin ?? 1) + limit
        }
        let (events, length) = try await service.histories.events(ids, of: execution)
        var answer: JSONObject = [
            "events": .array((reverse ? events.reversed() : events).map { $0.json(included: included) })
        ]
        let next = reverse ? ids.lowerBound - 1 : ids.upperBound
        if reverse ? next >= 1 : next <= length { answer["nextToken"] = .string(PageToken.text(next, of: list)) }
        return answer
    }
}

extension HistoryEvent {
    /// The event as the protocol has it, with what the execution worked on or without.
    fileprivate func json(included: Bool) -> JSONValue {
        guard let value = try? jsonText.value() else { return .null }
        return included ? value : HistoryEvent.withoutData(value)
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
