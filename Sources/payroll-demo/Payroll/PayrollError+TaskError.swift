public import Engine
public import Payroll

extension PayrollError: TaskErrorConvertible {
    /// The names that the machine's Retry and Catch see.
    public var taskError: TaskError { TaskError(name, cause: description) }
}
