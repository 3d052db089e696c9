internal import Engine
internal import EventLog
internal import JSON

/// `ListActivities`: oldest first.
struct ListActivities: APIOperation {
    static let name = "ListActivities"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let limit = try request.pageSize()
        let token = try request.optionalText("nextToken", 1...1024)
        let after = try token.map { token throws(APIError) in try PageToken.cursor(token, of: Self.name) }
        let page = try await service.client.list(
            StreamQuery(category: .activity, status: .open, newestFirst: false, after: after, limit: limit))
        var activities: [JSONValue] = []
        for summary in page.streams {
            guard let arn = summary.labels["arn"] else { continue }
            let activity = try await service.client.activity(arn)
            guard let createdAt = activity.createdAt else { continue }
            activities.append([
                "activityArn": .string(arn), "name": .string(activity.name), "creationDate": .time(createdAt),
            ])
        }
        var answer: JSONObject = ["activities": .array(activities)]
        if let next = page.next { answer["nextToken"] = .string(PageToken.text(next, of: Self.name)) }
        return answer
    }
}
