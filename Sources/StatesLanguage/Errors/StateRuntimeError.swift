/// A state that cannot go on: a path that selects nothing, a value of the wrong type, a choice in which nothing holds.
///
/// The service reports faults of paths as `States.Runtime`, which no retrier and no catcher takes; the specification has
/// finer names for some. Faults of JSONata expressions are `States.QueryEvaluationError`, which can be retried and caught.
public struct StateRuntimeError: Error, Sendable, Hashable {
    /// The name the service reports: `States.Runtime` or `States.QueryEvaluationError`.
    public let error: String
    /// The name the specification has for it; `error` where it has none.
    public let specificationError: String
    /// What happened, in the service's words where they are known. Quotes the state's data, as the service does: it
    /// belongs into the execution's history and not into a log.
    public let cause: String
    /// The field whose expression failed, such as `Arguments/Name`; nil where it is no expression's fault.
    public let location: String?

    /// Whether it can be retried and caught: an expression failed, or what it gave does not fit.
    public var isQueryEvaluation: Bool { error == PredefinedError.queryEvaluationError }

    init(specificationError: String = PredefinedError.runtime, cause: String) {
        error = PredefinedError.runtime
        self.specificationError = specificationError
        self.cause = cause
        location = nil
    }

    init(queryCause: String, location: String?) {
        error = PredefinedError.queryEvaluationError
        specificationError = error
        cause = queryCause
        self.location = location
    }

    /// What the service puts before the cause of an error of a state.
    /// - Parameters:
    ///   - state: the state's name.
    ///   - id: the id that the state's `…StateEntered` event has in the history.
    public static func prefix(state: String, enteredAtEvent id: Int) -> String {
        "An error occurred while executing the state '\(state)' (entered at the event id #\(id)). "
    }

    /// The cause with its prefix: what the execution fails with.
    public func cause(inState state: String, enteredAtEvent id: Int) -> String {
        StateRuntimeError.prefix(state: state, enteredAtEvent: id) + cause
    }
}
