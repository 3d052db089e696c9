internal import Engine
internal import EventLog
internal import JSON

/// `ListExecutions`: of a machine, a version or an alias; newest first.
struct ListExecutions: APIOperation {
    static let name = "ListExecutions"

    private static let statuses = ["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "PENDING_REDRIVE"]

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let limit = try request.pageSize()
        let status = try request.choice("statusFilter", of: Self.statuses)
        let redriven = try request.choice("redriveFilter", of: ["REDRIVEN", "NOT_REDRIVEN"])
        let token = try request.optionalText("nextToken", 1...3096)
        guard let arn = try request.optionalText("stateMachineArn") else {
            guard try request.optionalText("mapRunArn", 1...2000) == nil else {
                throw APIError.resourceNotFound(try request.text("mapRunArn", 1...2000))
            }
            throw APIError.validation("Either a State Machine ARN or a Map Run ARN must be specified.")
        }
        let target = try await MachineTarget(arn, service)
        guard target.record.type != "EXPRESS" else { throw APIError.typeNotSupported }
        let list = "\(Self.name) \(arn) \(status ?? "") \(redriven ?? "")"
        var query = StreamQuery(
            category: .execution, status: status.map { StreamStatus($0) },
            labels: Self.labels(target), newestFirst: true, limit: limit)
        query.after = try token.map { token throws(APIError) in try PageToken.cursor(token, of: list) }

        var executions: [JSONValue] = []
        while true {
            let page = try await service.client.list(query)
            for (index, summary) in page.streams.enumerated() {
                let description = try await service.client.describe(summary.stream)
                if let redriven, (description.state.redriveCount > 0) != (redriven == "REDRIVEN") { continue }
                executions.append(.object(description.summary))
                guard executions.count == limit else { continue }
                let isLast = page.next == nil && index == page.streams.count - 1
                guard !isLast, let createdAt = summary.createdAt else { return ["executions": .array(executions)] }
                let next = StreamCursor(createdAt: createdAt, uuid: summary.stream.uuid)
                return ["executions": .array(executions), "nextToken": .string(PageToken.text(next, of: list))]
            }
            guard let next = page.next else { return ["executions": .array(executions)] }
            query.after = next
        }
    }

    private static func labels(_ target: MachineTarget) -> StreamLabels {
        var labels = ["stateMachine": target.record.name]
        if let alias = target.alias {
            labels["alias"] = alias.name
        } else if let version = target.version {
            labels["version"] = String(version.number)
        }
        return labels
    }
}
