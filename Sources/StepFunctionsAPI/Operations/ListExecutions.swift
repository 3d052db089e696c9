internal import Engine
internal import EventLog
internal import JSON

/// `ListExecutions`: of a machine, a version, an alias or a Map Run; newest first.
struct ListExecutions: APIOperation {
    static let name = "ListExecutions"

    private static let statuses = ["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "PENDING_REDRIVE"]

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let limit = try request.pageSize()
        let status = try request.choice("statusFilter", of: Self.statuses)
        let redriven = try request.choice("redriveFilter", of: ["REDRIVEN", "NOT_REDRIVEN"])
        let token = try request.optionalText("nextToken", 1...3096)
        let scope = try await Scope(request, service)
        let list = "\(Self.name) \(scope.arn) \(status ?? "") \(redriven ?? "")"
        var labels = scope.labels
        if redriven == "REDRIVEN" { labels["redriven"] = "true" }
        var query = StreamQuery(
            category: .execution, status: status.map { StreamStatus($0) }, labels: labels, newestFirst: true,
            limit: limit)
        query.after = try token.map { token throws(APIError) in try PageToken.cursor(token, of: list) }

        // The index has all but when an execution ended: that is the time of its last event.
        var found: [StreamSummary] = []
        var next: StreamCursor?
        repeat {
            query.limit = limit - found.count
            let client = service.client
            let page = try await status == "RUNNING" ? client.listOpen(query) : client.list(query)
            found += page.streams.filter { redriven != "NOT_REDRIVEN" || $0.labels["redriven"] == nil }
            next = page.next
            query.after = next
        } while next != nil && found.count < limit
        let ended = found.filter { !$0.isRunning }
        let times = try await service.client.lastEventTimes(of: ended)
        var answer: JSONObject = [
            "executions": .array(found.map { .object(scope.json($0, stoppedAt: times[$0.stream])) })
        ]
        if let next { answer["nextToken"] = .string(PageToken.text(next, of: list)) }
        return answer
    }
}

extension ListExecutions {
    /// Whose executions are listed: those of a machine, a version, an alias or a Map Run.
    private struct Scope {
        /// The ARN that was given.
        let arn: String
        let labels: StreamLabels
        private let stateMachineArn: String
        private let mapRunArn: String?

        init(_ request: APIRequest, _ service: StepFunctionsService) async throws {
            let machine = try request.optionalText("stateMachineArn")
            let mapRun = try request.optionalText("mapRunArn", 1...2000)
            switch (machine, mapRun) {
            case (let machine?, nil):
                let target = try await MachineTarget(machine, service)
                guard target.record.type != "EXPRESS" else { throw APIError.typeNotSupported }
                (arn, stateMachineArn, mapRunArn) = (machine, target.record.arn, nil)
                labels = Scope.labels(target)
            case (nil, let mapRun?):
                let run = try ResourceARN(mapRun, "mapRun")
                guard try await service.client.hasMapRun(mapRun) else { throw APIError.resourceNotFound(mapRun) }
                (arn, stateMachineArn, mapRunArn) = (mapRun, run.machineArn, mapRun)
                labels = ["mapRun": mapRun]
            case (.some, .some):
                throw APIError.validation("Specify either a State Machine ARN or a Map Run ARN, but not both.")
            case (nil, nil):
                throw APIError.validation("Either a State Machine ARN or a Map Run ARN must be specified.")
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

        func json(_ execution: StreamSummary, stoppedAt: Timestamp?) -> JSONObject {
            let labels = execution.labels
            let name = labels["name"] ?? execution.stream.uuid.text
            let redrive = ExecutionOutline.Redrive(labels)
            var members: JSONObject = [
                "executionArn": .string(ExecutionClient.executionArn(named: name, of: stateMachineArn)),
                "stateMachineArn": .string(stateMachineArn), "name": .string(name),
                "status": .string(execution.isRunning ? "RUNNING" : execution.status.rawValue),
                "startDate": .startTime(of: execution.stream), "redriveCount": .number(JSONNumber(redrive.count)),
            ]
            if let stoppedAt { members["stopDate"] = .time(stoppedAt) }
            if let redrivenAt = redrive.at { members["redriveDate"] = .time(redrivenAt) }
            if let version = labels["version"] {
                members["stateMachineVersionArn"] = .string("\(stateMachineArn):\(version)")
            }
            if let alias = labels["alias"] { members["stateMachineAliasArn"] = .string("\(stateMachineArn):\(alias)") }
            if let mapRunArn {
                members["mapRunArn"] = .string(mapRunArn)
                members["itemCount"] = .number(JSONNumber(labels["items"].flatMap { Int($0) } ?? 1))
            }
            return members
        }
    }
}

extension StreamSummary {
    /// Whether an execution has not ended; one that is stuck may go on.
    fileprivate var isRunning: Bool { (ExecutionStatus(rawValue: status.rawValue) ?? .running) == .running }
}
