internal import EventLog
internal import JSON

/// What a shard's loop is told.
///
/// The large cases are indirect: every message is moved a few times, and takes as much room as the largest.
enum ShardMessage: Sendable {
    /// Start an execution and answer the caller.
    indirect case start(StartPlan, Reply<StartResult>)
    /// A claimed execution was read from the log.
    indirect case adopt(LoadedExecution, ClaimedStream.Reason)
    /// An execution whose append met a conflict, or that moved behind the worker's back, was read on from its head.
    case reloaded(StreamID, Result<[RecordedEvent], EventStoreError>)
    /// Something happened.
    case input(StreamID, ExecutionInput)
    /// There is a place for a run; whoever takes it gives it back.
    case place(StreamID, TaskID, RunLimiter)
    /// A handler's run ended.
    case runEnded(StreamID, TaskID, RunEnd)
    /// The transaction that a proposal was to be committed in has ended, or met a conflict.
    indirect case transactionEnded(Proposal, Result<CommitOutcome, EventStoreError>)
    /// A start that was committed alone has its answer.
    indirect case startEnded(Proposal, Result<CommitOutcome, EventStoreError>)
    /// A handler said that it is alive.
    case heartbeat(StreamID, TaskID)
    /// A moment came that an execution waited for.
    case timer(StreamID)
    /// Somebody else appended to an execution that the shard holds.
    case moved(StreamID)
    /// A command for an execution that may be held here; the answer `false` means that it is not.
    case command(StreamID, ExecutionInput, Reply<Bool>)
    /// Send the commits again that had no answer.
    case sendAgain
    /// The lease ran out: others may hold the executions by now. Answered once nothing is held any more; from then on the
    /// shard decides as the worker that the engine is next.
    case leaseLost(next: WorkerID, Reply<Bool>)
    /// Begin no runs any more; the loop ends when the last one has ended.
    case drain
    /// End the runs that are still going on.
    case cancelRuns
}

/// Where an answer goes.
struct Reply<Value: Sendable>: Sendable {
    private let continuation: UnsafeContinuation<Result<Value, EngineError>, Never>

    init(_ continuation: UnsafeContinuation<Result<Value, EngineError>, Never>) {
        self.continuation = continuation
    }

    func callAsFunction(_ result: Result<Value, EngineError>) {
        continuation.resume(returning: result)
    }
}

/// How a handler's run ended.
enum RunEnd: Sendable {
    case succeeded(output: JSONText)
    indirect case published(TaskResult.Publication, output: JSONText)
    /// It succeeded, and its success is to be recorded in the transaction that its handler wrote in.
    indirect case succeededInTransaction(any EventStoreTransaction, TaskResult)
    case failed(TaskError)
    /// The engine cancelled it; nothing is known of its outcome.
    case cancelled
}

/// An execution as it was read from the log.
struct LoadedExecution: Sendable {
    let stream: StreamID
    let state: ExecutionState
    let head: StreamHead
    let pinned: PinnedMachine
}
