public import JSON

/// A state that has a result: Task, Pass, Parallel and Map.
public protocol ResultStep: ContinuingStep {}

extension ResultStep {
    /// Makes what the state works on (`Parameters`): values, and paths under keys that end in `.$`.
    public func parameters(_ parameters: JSONValue) -> Self { field("Parameters", parameters) }

    /// Says where in the input the result is put (`ResultPath`); nil drops the result.
    public func resultPath(_ path: String?) -> Self { self.path("ResultPath", path) }
}
