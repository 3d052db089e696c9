internal import Engine
internal import EventLog
internal import JSON

/// `CreateActivity`: asked again for the same name, it gives the one that is there.
struct CreateActivity: APIOperation {
    static let name = "CreateActivity"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let name = try request.text("name", 1...80)
        let tags = try TagList(request.array("tags") ?? [])
        _ = try MachineSettings.encryption(request)
        guard ExecutionClient.isName(name) else { throw APIError.invalidName(name) }
        let configuration = service.configuration
        let arn = "arn:aws:states:\(configuration.region):\(configuration.account):activity:\(name)"
        let activity = try await service.client.createActivity(arn, tags: tags.object)
        return ["activityArn": .string(arn), "creationDate": .time(activity.createdAt ?? configuration.clock.now())]
    }
}
