internal import Engine
internal import JSON

/// `UpdateMapRun`: changes what a run that goes on is held to.
struct UpdateMapRun: APIOperation {
    static let name = "UpdateMapRun"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let change = MapRunChange(
            maxConcurrency: try request.optionalInteger("maxConcurrency", 0...Int.max),
            toleratedFailureCount: try request.optionalInteger("toleratedFailureCount", 0...Int.max),
            toleratedFailurePercentage: try request.optionalNumber("toleratedFailurePercentage", 0...100))
        let run = try await service.mapRun(request)
        guard change != MapRunChange() else {
            throw APIError.validation(
                "Either the maxConcurrency, the toleratedFailureCount, or the toleratedFailurePercentage must be specified"
            )
        }
        guard run.status == .running else {
            throw APIError.validation("Map Run is \(run.status.rawValue) and cannot be updated: '\(run.mapRunArn)'")
        }
        try await service.client.changeMapRun(run.mapRunArn, change, requestedBy: Self.name)
        return [:]
    }
}
