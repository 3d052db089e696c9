internal import Engine
internal import EventLog
internal import JSON

/// `StartSyncExecution`: starts an execution of an Express machine and waits for its end; a failure is no error.
struct StartSyncExecution: APIOperation {
    static let name = "StartSyncExecution"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let included = try request.includesData()
        let start = try await ExecutionStart(request, service)
        guard start.isExpress else { throw APIError.typeNotSupported }
        let result = try await start.begin(service)
        let end = try await service.engine.result(of: result.execution)
        let stopped = end.stoppedAt ?? service.configuration.clock.now()
        var answer: JSONObject = [
            "executionArn": .string(start.arn(of: result)), "stateMachineArn": .string(start.target.record.arn),
            "name": .string(start.name ?? result.name), "status": .string(end.status.rawValue),
            "startDate": .time(end.startedAt), "stopDate": .time(stopped),
            "billingDetails": StartSyncExecution.bill(stopped.duration(since: end.startedAt)),
        ]
        answer.include("input", included ? end.input.string : nil)
        if let output = end.output { answer.include("output", included ? output.string : nil) }
        if let traceHeader = start.traceHeader { answer["traceHeader"] = .string(traceHeader) }
        if let error = end.error { answer["error"] = .string(error) }
        if let cause = end.cause { answer["cause"] = .string(cause) }
        return answer
    }

    /// The time in steps of 100 ms, as the service counts it; the memory is its smallest step.
    private static func bill(_ duration: Duration) -> JSONValue {
        let milliseconds = Int(duration / .milliseconds(1))
        return [
            "billedDurationInMilliseconds": .number(JSONNumber((milliseconds / 100 + 1) * 100)),
            "billedMemoryUsedInMB": 64,
        ]
    }
}

extension JSONObject {
    /// A payload, and whether it is there.
    mutating func include(_ name: String, _ text: String?) {
        if let text { self[name] = .string(text) }
        self[name + "Details"] = ["included": .bool(text != nil)]
    }
}
