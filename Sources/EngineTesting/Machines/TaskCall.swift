internal import Engine
internal import EventLog
internal import Logging

/// A task that asks for an answer.
struct TaskCall {
    let task: TaskAttempt
    /// Which call of its state it is in the execution, from 0.
    let number: Int
    let execution: StreamID
    let state: ExecutionState
    let now: Timestamp

    /// What a handler is told.
    var context: TaskContext {
        TaskContext(
            of: task, in: execution, name: state.start?.name ?? "", executionArn: state.arn,
            stateMachineArn: state.start?.stateMachine ?? "",
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }
}
