internal import Engine
internal import JSON

/// `DescribeMapRun`: what it is held to, and how its executions stand.
struct DescribeMapRun: APIOperation {
    static let name = "DescribeMapRun"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let arn = try request.mapRunARN
        guard let run = try await service.client.mapRun(arn) else { throw APIError.resourceNotFound(arn) }
        let parent = try await service.client.outline(of: run.execution)
        var answer: JSONObject = [
            "mapRunArn": .string(run.mapRunArn), "executionArn": .string(parent.arn),
            "status": .string(run.status.rawValue), "startDate": .time(run.startDate),
            "maxConcurrency": .number(JSONNumber(run.maxConcurrency)),
            "toleratedFailurePercentage": .number(JSONNumber(run.toleratedFailurePercentage) ?? JSONNumber(0)),
            "toleratedFailureCount": .number(JSONNumber(run.toleratedFailureCount)),
            "itemCounts": run.itemCounts.json, "executionCounts": run.executionCounts.json,
            "redriveCount": .number(JSONNumber(run.redriveCount)),
        ]
        if let redriveDate = run.redriveDate { answer["redriveDate"] = .time(redriveDate) }
        if let stopDate = run.stopDate { answer["stopDate"] = .time(stopDate) }
        return answer
    }
}

extension APIRequest {
    /// The ARN of the Map Run that it names.
    ///
    /// - Throws: `InvalidArn`, `ValidationException`.
    var mapRunARN: String {
        get throws { try ResourceARN(text("mapRunArn", 1...2000), "mapRun").text }
    }
}

extension MapRunDescription.Counts {
    fileprivate var json: JSONValue {
        let counts = [
            ("pending", pending), ("running", running), ("succeeded", succeeded), ("failed", failed),
            ("timedOut", timedOut), ("aborted", aborted), ("total", total), ("resultsWritten", resultsWritten),
            ("failuresNotRedrivable", 0), ("pendingRedrive", pendingRedrive),
        ]
        return .object(
            JSONObject(uniqueKeysWithValues: counts.map { ($0.0, .number(JSONNumber($0.1))) }))
    }
}
