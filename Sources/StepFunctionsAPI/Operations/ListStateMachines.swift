internal import Engine
internal import EventLog
internal import JSON

/// `ListStateMachines`: oldest first.
struct ListStateMachines: APIOperation {
    static let name = "ListStateMachines"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let limit = try request.pageSize()
        let token = try request.optionalText("nextToken", 1...1024)
        let after = try token.map { token throws(APIError) in try PageToken.cursor(token, of: Self.name) }
        let page = try await service.client.list(
            StreamQuery(category: .stateMachine, status: .open, newestFirst: false, after: after, limit: limit))
        var machines: [JSONValue] = []
        for summary in page.streams {
            guard let arn = summary.labels["arn"], let record = try await service.directory.record(arn) else {
                continue
            }
            machines.append([
                "stateMachineArn": .string(arn), "name": .string(record.name), "type": .string(record.type),
                "creationDate": .time(record.createdAt),
            ])
        }
        var answer: JSONObject = ["stateMachines": .array(machines)]
        if let next = page.next { answer["nextToken"] = .string(PageToken.text(next, of: Self.name)) }
        return answer
    }
}

extension APIRequest {
    /// How many things a page holds: `maxResults`, 0 and nothing for the service's 100.
    func pageSize() throws(APIError) -> Int {
        let given = try optionalInteger("maxResults", 0...1000) ?? 0
        return given == 0 ? 100 : given
    }
}
