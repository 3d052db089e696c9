/// An error with the name and the cause that Retriers, Catchers and the history shall see.
///
/// Throw it from a handler, or let your own errors conform to `TaskErrorConvertible`. Any other error is reported under
/// the name of its type, with its description as the cause.
public struct TaskError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The error's name, at most 256 characters.
    public let error: String
    /// What happened, at most 32,768 characters.
    public let cause: String

    /// Describes a failure.
    public init(_ error: String, cause: String) {
        self.error = error
        self.cause = cause
    }

    /// Name and cause.
    public var description: String { "\(error): \(cause)" }

    /// How `error` is reported.
    package init(reporting error: any Error) {
        let reported: TaskError =
            switch error {
            case let error as TaskError: error
            case let error as any TaskErrorConvertible: error.taskError
            case let error as DecodingError: TaskError(decoding: error)
            default: TaskError(String(describing: type(of: error)), cause: "\(error)")
            }
        self.init(String(reported.error.prefix(256)), cause: String(reported.cause.prefix(32_768)))
    }

    private init(decoding error: DecodingError) {
        let (context, problem): (DecodingError.Context, String) =
            switch error {
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
                (context, context.debugDescription)
            case .keyNotFound(let key, let context): (context, "the member '\(key.stringValue)' is missing")
            @unknown default: (DecodingError.Context(codingPath: [], debugDescription: ""), "\(error)")
            }
        let path = context.codingPath.map { "/" + ($0.intValue.map(String.init) ?? $0.stringValue) }.joined()
        self.init("DecodingError", cause: "at '\(path)': \(problem)")
    }
}
