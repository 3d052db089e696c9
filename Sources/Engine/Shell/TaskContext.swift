public import EventLog
public import JSON
public import Logging

/// What a handler is told about the run it makes.
public struct TaskContext: Sendable {
    /// The execution's stream.
    public let execution: StreamID
    /// The execution's name.
    public let executionName: String
    /// The execution's ARN.
    public let executionArn: String
    /// The state machine's ARN.
    public let stateMachineArn: String
    /// The attempt's name within the execution.
    public let task: TaskID
    /// The state.
    public let state: String
    /// The resource, as the definition writes it.
    public let resource: String
    /// How often this state was tried before since it was entered.
    public let attempt: Int
    /// Which run of this attempt it is, from 1; more than 1 only after a worker died in an earlier run.
    public let run: Int
    /// The input, byte for byte as it was recorded.
    public let input: JSONText
    /// When the run is cancelled if it has not ended; `nil` where nothing limits it.
    public let deadline: Timestamp?
    let baseLogger: Logger
    let beat: @Sendable () -> Void

    /// A logger that carries the execution and the task in its metadata.
    public var logger: Logger {
        var logger = baseLogger
        logger[metadataKey: "execution"] = "\(execution)"
        logger[metadataKey: "state"] = "\(state)"
        logger[metadataKey: "attempt"] = "\(attempt)"
        return logger
    }

    /// The same for every run of this attempt, and for no other attempt: what makes a second run of an effect
    /// recognisable.
    public var idempotencyKey: String { "\(execution.uuid.text)/\(task)" }

    /// Says that the task is alive: resets `HeartbeatSeconds`. Costs nothing unless a third of the interval has passed.
    public func heartbeat() {
        beat()
    }
}
