internal import EventLog
internal import Logging

extension Shard {
    /// Commits a proposal in the transaction that a handler wrote in. The loop goes on meanwhile: the database may take its
    /// time to tell whether the transaction came to anything.
    mutating func send(_ proposal: Proposal, in transaction: any EventStoreTransaction) {
        runners[proposal.stream]?.isUnanswered = true
        // Counted like a run: the shard must not end before it knows.
        runsGoingOn += 1
        context.loads.send(.commit(proposal, in: transaction, shard: context.mailbox))
    }

    mutating func transactionEnded(
        _ proposal: Proposal, _ result: Result<CommitOutcome, EventStoreError>, at now: Timestamp
    ) {
        runsGoingOn -= 1
        guard let runner = runners[proposal.stream], runner.transaction === proposal.transaction else {
            // The execution was let go of meanwhile. What is durable is durable; a conflict leaves a transaction behind.
            if case .success(.conflict) = result { proposal.transaction.map(rollBack) }
            return
        }
        switch result {
        case .success(.committed): accepted(proposal)
        case .success(.conflict(let stream, let head)): conflicted(proposal, with: stream, head)
        case .failure(let error): fail(runner, error, at: now)
        }
    }

    /// Neither the writes nor the success are durable, and never will be: so the task failed.
    private mutating func fail(_ runner: Runner, _ error: EventStoreError, at now: Timestamp) {
        context.logger.error(
            "a task's transaction failed", metadata: ["execution": "\(runner.stream)", "error": "\(error)"])
        runner.isUnanswered = false
        let failed = runner.transaction
        var inputs = runner.withdraw() + runner.takeBacklog()
        for index in inputs.indices {
            guard let transaction = inputs[index].transaction, transaction === failed else { continue }
            guard let task = inputs[index].input.succeededTask else { continue }
            inputs[index] = .init(
                input: .taskFailed(
                    task, error: EngineErrorName.transactionFailed,
                    cause: "The transaction of the task's writes and its success came to nothing: \(error)"))
        }
        for input in inputs { consider(input, on: runner.stream, at: now) }
        perform(runner.stream)
    }

    /// A result that came too late, or that is too large, is not recorded as a success: then its writes must not be either.
    func withoutPointlessTransaction(_ pending: Runner.PendingInput, _ decision: Decision) -> Runner.PendingInput {
        guard let transaction = pending.transaction, let task = pending.input.succeededTask else { return pending }
        let isRecorded = decision.events.contains { event in
            if case .taskSucceeded(let succeeded) = event { succeeded.task == task } else { false }
        }
        guard !isRecorded else { return pending }
        rollBack(transaction)
        var pending = pending
        pending.transaction = nil
        return pending
    }

    func rollBack(_ transaction: any EventStoreTransaction) {
        context.loads.send(.rollBack(transaction))
    }
}

extension ExecutionInput {
    /// The attempt whose success it reports.
    fileprivate var succeededTask: TaskID? {
        switch self {
        case .taskSucceeded(let task, _), .notificationPublished(let task, _, _, _): task
        default: nil
        }
    }
}
