internal import EventLog
internal import JSON

/// Ending tasks from outside: `SendTaskSuccess`, `SendTaskFailure` and `SendTaskHeartbeat` of the service.
extension ExecutionClient {
    /// Says that the task of a token succeeded; the next engine on the execution's queue goes on from there.
    ///
    /// Output larger than a payload may be fails the task instead, with `States.DataLimitExceeded`.
    ///
    /// - Parameter output: the task's result, a JSON text.
    /// - Throws: `EngineError.invalidToken`, `invalidOutput`, `refused` where the task or its execution has ended, or the
    ///   store's failure.
    public func sendTaskSuccess(token: String, output: String) async throws(EngineError) {
        let text: JSONText
        do throws(JSONError) {
            text = try JSONText(validating: output)
        } catch {
            throw .invalidOutput(error)
        }
        let token = try TaskToken(validating: token)
        try await answer(token, .tokenSucceeded(token, output: text))
    }

    /// Says that the task of a token failed; the state's Retriers and Catchers decide what follows.
    ///
    /// - Throws: `EngineError.invalidToken`, `refused` where the task or its execution has ended, or the store's failure.
    public func sendTaskFailure(
        token: String, error: String? = nil, cause: String? = nil
    ) async throws(EngineError) {
        let token = try TaskToken(validating: token)
        try await answer(token, .tokenFailed(token, error: error, cause: cause))
    }

    /// Says that the task of a token is alive: its `HeartbeatSeconds` begin anew.
    ///
    /// - Throws: `EngineError.invalidToken`, `refused` where the task or its execution has ended, or the store's failure.
    public func sendTaskHeartbeat(token: String) async throws(EngineError) {
        let token = try TaskToken(validating: token)
        try await answer(token, .tokenHeartbeat(token))
    }

    private func answer(_ token: TaskToken, _ input: ExecutionInput) async throws(EngineError) {
        // Who holds the execution learns of it by the mark; whoever claims it next otherwise.
        try await command(input, on: token.execution) { _ in .markMoved }
    }
}

extension TaskToken {
    fileprivate init(validating text: String) throws(EngineError) {
        guard let token = TaskToken(text) else { throw .invalidToken }
        self = token
    }
}
