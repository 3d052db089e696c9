internal import Engine
internal import EventLog
internal import JSON

/// `StopExecution`: one that has ended stays as it ended.
struct StopExecution: APIOperation {
    static let name = "StopExecution"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let error = try request.optionalText("error", 0...256)
        let cause = try request.optionalText("cause", 0...32_768)
        let description = try await service.execution(request.text("executionArn"))
        if description.status == .running {
            do throws(EngineError) {
                try await service.engine.stop(
                    description.execution, error: error, cause: cause, requestedBy: "StopExecution")
            } catch {
                // Otherwise it ended in this very moment.
                guard case .refused(.ended) = error else { throw error }
            }
        }
        let end = try await service.client.outline(of: description.execution)
        return ["stopDate": .time(end.stoppedAt ?? service.configuration.clock.now())]
    }
}
