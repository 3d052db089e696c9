internal import Engine
internal import JSON

/// `DescribeExecution`.
struct DescribeExecution: APIOperation {
    static let name = "DescribeExecution"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let included = try request.includesData()
        let description = try await service.execution(request.text("executionArn"))
        var answer = description.summary
        answer.include("input", included ? description.start.input.string : nil)
        if let output = description.output { answer.include("output", included ? output.string : nil) }
        if let traceHeader = description.start.traceHeader { answer["traceHeader"] = .string(traceHeader) }
        if let error = description.error { answer["error"] = .string(error) }
        if let cause = description.cause { answer["cause"] = .string(cause) }
        switch description.status {
        case .running, .succeeded:
            answer["redriveStatus"] = "NOT_REDRIVABLE"
            answer["redriveStatusReason"] = .string(
                "Execution is \(description.status.rawValue) and cannot be redriven")
        default:
            answer["redriveStatus"] = description.start.mapRunArn == nil ? "REDRIVABLE" : "REDRIVABLE_BY_MAP_RUN"
        }
        return answer
    }
}
