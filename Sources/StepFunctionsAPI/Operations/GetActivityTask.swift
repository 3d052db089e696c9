internal import Engine
internal import JSON

/// `GetActivityTask`: waits up to a minute for a task; the answer is empty where none came.
struct GetActivityTask: APIOperation {
    static let name = "GetActivityTask"

    /// How long the service holds a request.
    static let limit = Duration.seconds(60)

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let arn = try ResourceARN(request.text("activityArn"), "activity").text
        let workerName = try request.optionalText("workerName", 1...80)
        guard try await service.client.activity(arn).createdAt != nil else { throw APIError.activityDoesNotExist(arn) }
        let task = await service.polls.next(of: arn, workerName: workerName, within: Self.limit)
        return task.map { ["taskToken": .string($0.token), "input": .string($0.input.string)] } ?? [:]
    }
}
