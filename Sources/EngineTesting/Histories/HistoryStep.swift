public import Engine
public import EventLog

/// What one command of a script led to.
public struct HistoryStep: Sendable {
    /// The command.
    public let command: ScriptCommand
    /// What the core was told; `nil` where the command only moved time.
    public let input: ExecutionInput?
    /// The moment.
    public let now: Timestamp
    /// The chance that was given.
    public let seed: Seed
    /// The worker that decided.
    public let worker: WorkerID?
    /// The events it gave, as they stand in the log.
    public let events: [RecordedEvent]
    /// Why it was refused; `nil` where it was not.
    public let refusal: DecisionRefusal?
    /// The state after it.
    public let state: ExecutionState
    /// What happened in lines: the refusal, the events, and the effects that were not pending before.
    public let lines: [String]
}
