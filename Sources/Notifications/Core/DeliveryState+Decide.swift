internal import Engine
internal import EventLog

extension DeliveryState {
    /// What follows from the end of an attempt; nothing where the delivery was settled meanwhile.
    ///
    /// A first attempt is always made, however late. After the deadline a failed attempt is the last one; before it the
    /// last retry is at the deadline itself.
    func decide(_ outcome: DeliveryOutcome, at now: Timestamp, seed: Seed) -> DeliveryEvent? {
        guard let created, due != nil else { return nil }
        let attempt = attempts + 1
        switch outcome {
        case .delivered(let answer, let wasThere):
            return .delivered(.init(attempt: attempt, wasThere: wasThere, answer: answer))
        case .failed(let reason, let retryAfter) where now < giveUpAt:
            let pause = retryAfter.map { min(max($0, .milliseconds(1)), RetrySchedule.longestAskedFor) }
                .map { Int($0 / .milliseconds(1)) }
            let retryAt = now.adding(
                max(created.retry.pause(after: attempt, seed: seed), .milliseconds(pause ?? 0)))
            return .failed(
                .init(
                    attempt: attempt, reason: reason, retryAfterMilliseconds: pause, retryAt: min(retryAt, giveUpAt),
                    seed: seed))
        case .failed(let reason, _):
            return .givenUp(.init(attempt: attempt, reason: reason, isPermanent: false))
        case .failedForGood(let reason):
            return .givenUp(.init(attempt: attempt, reason: reason, isPermanent: true))
        }
    }

    /// Whether an attempt that fails now is the last: a first one is always made, however long it waits for its turn.
    func isLastChance(at now: Timestamp) -> Bool { attempts > 0 && giveUpAt <= now }

    /// How long at least a process that can carry the message has time to come, also where the log was left alone for longer
    /// than the message should be tried.
    private static let leastWaitForTransport = Duration.seconds(86_400)

    /// Whether nobody waits any longer for a process that can carry the message.
    func isTransportOverdue(at now: Timestamp) -> Bool {
        max(giveUpAt, createdAt.adding(DeliveryState.leastWaitForTransport)) <= now
    }
}
