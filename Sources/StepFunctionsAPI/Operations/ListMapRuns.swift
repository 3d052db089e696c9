internal import Engine
internal import JSON

/// `ListMapRuns`: of an execution, oldest first.
struct ListMapRuns: APIOperation {
    static let name = "ListMapRuns"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let text = try request.text("executionArn")
        let page = try OffsetPage(request, of: "\(Self.name) \(text)")
        let execution = try await service.execution(text)
        let runs = try await service.client.mapRuns(of: execution.execution, counted: false)
        return page.answer("mapRuns", runs) { run in
            var members: JSONObject = [
                "executionArn": .string(execution.arn), "mapRunArn": .string(run.mapRunArn),
                "stateMachineArn": .string(run.stateMachineArn), "startDate": .time(run.startDate),
            ]
            if let stopDate = run.stopDate { members["stopDate"] = .time(stopDate) }
            return .object(members)
        }
    }
}
