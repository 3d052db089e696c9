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
    /// What ends the attempt once the run has answered, by `ExecutionClient.sendTaskSuccess` or `sendTaskFailure`; `nil` where
    /// the run's own answer is the result. A run that is made again gets the same.
    public let token: String?
    /// When the run is cancelled if it has not ended; `nil` where nothing limits it.
    public let deadline: Timestamp?
    let baseLogger: Logger
    let beat: @Sendable () -> Void
    /// The run's transaction, begun where the handler asks for it; `nil` where the store has none.
    let transaction: RunTransaction?

    init(
        execution: StreamID, executionName: String, executionArn: String, stateMachineArn: String, task: TaskID,
        state: String, resource: String, attempt: Int, run: Int, input: JSONText, token: String?,
        deadline: Timestamp?, baseLogger: Logger, beat: @escaping @Sendable () -> Void, transaction: RunTransaction?
    ) {
        self.execution = execution
        self.executionName = executionName
        self.executionArn = executionArn
        self.stateMachineArn = stateMachineArn
        self.task = task
        self.state = state
        self.resource = resource
        self.attempt = attempt
        self.run = run
        self.input = input
        self.token = token
        self.deadline = deadline
        self.baseLogger = baseLogger
        self.beat = beat
        self.transaction = transaction
    }

    /// A run outside an engine, as tests make it: without heartbeats and without a transaction.
    package init(
        of task: TaskAttempt, in execution: StreamID, name: String, executionArn: String, stateMachineArn: String,
        logger: Logger
    ) {
        self.init(
            execution: execution, executionName: name, executionArn: executionArn, stateMachineArn: stateMachineArn,
            task: task.id, state: task.state, resource: task.resource, attempt: task.attempt, run: task.runs,
            input: task.parameters, token: task.token, deadline: nil, baseLogger: logger, beat: {}, transaction: nil)
    }

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

    /// The transaction in which the result of this run will be recorded: what the handler writes in it is durable together
    /// with the task's success, or not at all. Asked for again, it is the same.
    ///
    /// It ends by itself after the handler: with the record of its success, or in nothing where the handler throws, the run
    /// is cancelled, or its result came too late. Where the database refuses it, the task fails with
    /// `Daybook.TransactionFailed`, and nothing was written.
    ///
    /// - Throws: `TaskError` with the name `Daybook.TransactionFailed` where the engine's store has no transactions of this
    ///   type, or no connection for one.
    public func transaction<Transaction: EventStoreTransaction>(
        of type: Transaction.Type = Transaction.self
    ) async throws -> Transaction {
        guard let transaction = try await transaction?.begin() as? Transaction else {
            throw TaskError(
                EngineErrorName.transactionFailed, cause: "the engine's store has no transactions of the type \(type)")
        }
        return transaction
    }

    /// Says that the task is alive: resets `HeartbeatSeconds`. Costs nothing unless a third of the interval has passed.
    public func heartbeat() {
        beat()
    }
}
