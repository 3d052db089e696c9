/// An error type that chooses how it is reported.
public protocol TaskErrorConvertible: Error {
    /// The name and cause that Retriers, Catchers and the history see.
    var taskError: TaskError { get }
}
