internal import Engine
internal import EventLog

extension StepFunctionsService {
    /// Whether the log answers.
    var isHealthy: Bool {
        get async {
            let page = try? await client.list(StreamQuery(category: .stateMachine, limit: 1))
            return page != nil
        }
    }
}
