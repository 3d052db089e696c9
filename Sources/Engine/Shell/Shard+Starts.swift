internal import EventLog
internal import Logging

extension Shard {
    /// Whether it is a named start. The first one of a machine, which brings the machine's texts along, goes with the others:
    /// the engine publishes the same texts at the same time, and the loop is quicker.
    func waitsForName(_ stream: StreamID, _ commit: Commit) -> Bool {
        runners[stream]?.start?.plan.isNamed == true && commit.appends.count == 2
    }

    /// Commits the start of a named execution while the loop goes on.
    ///
    /// A transaction that the log's users have open may have taken the name: only its end tells whether the start has it,
    /// and until then no other execution may wait. In the store it still shares a transaction with others.
    mutating func sendAlone(_ proposal: Proposal, after pause: Duration = .zero) {
        runners[proposal.stream]?.isUnanswered = true
        // Counted like a run: the shard must not end before it knows.
        runsGoingOn += 1
        context.loads.send(.start(proposal, shard: context.mailbox, pause: pause))
    }

    mutating func startEnded(_ proposal: Proposal, _ result: Result<CommitOutcome, EventStoreError>) {
        runsGoingOn -= 1
        // Otherwise the lease was lost meanwhile: the caller has his answer, and what is durable another worker finds.
        guard runners[proposal.stream]?.start != nil else { return }
        switch result {
        case .success(.committed): accepted(proposal)
        case .success(.conflict(let stream, let head)): conflicted(proposal, with: stream, head)
        case .failure(let error):
            context.logger.error("a start was not committed", metadata: ["error": "\(error)"])
            guard error.advice == .sendAgain, !isDraining || proposal.attempts < Shard.attemptsWhileDraining else {
                return failed(proposal, error)
            }
            var again = proposal
            again.attempts += 1
            sendAlone(again, after: min(Duration.milliseconds(20) * (1 << min(proposal.attempts, 8)), .seconds(5)))
        }
    }
}
