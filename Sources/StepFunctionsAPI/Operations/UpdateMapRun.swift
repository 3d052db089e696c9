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
        let arn = try request.mapRunARN
        guard change != MapRunChange() else {
            throw APIError.validation(
                "Either the maxConcurrency, the toleratedFailureCount, or the toleratedFailurePercentage must be specified"
            )
        }
        guard try await service.client.changeMapRun(arn, change, requestedBy: Self.name) else {
            throw APIError.resourceNotFound(arn)
        }
        return [:]
    }
}
