internal import EventLog
internal import JSON
internal import StatesLanguage

/// What becomes of a failed attempt.
enum FailureOutcome: Hashable {
    case retry(retrier: Int, attempt: Int, delay: Duration, usesChance: Bool)
    case caught(catcher: Int, next: String)
    case unhandled

    /// Retriers come before Catchers, the first that matches counts, and an exhausted one gives way to the Catchers and
    /// not to the next Retrier.
    static func of(_ failure: Failure, in state: some FallibleState, retries: [Int: Int], chance: UInt64)
        -> FailureOutcome
    {
        if failure.isFinal { return .unhandled }
        if let (index, retrier) = state.retrier(for: failure.matched) {
            let used = retries[index] ?? 0
            if used < retrier.maxAttempts {
                let delay = retrier.delay(attempt: used, random: chance)
                return .retry(
                    retrier: index, attempt: used + 1, delay: delay, usesChance: retrier.jitter == .full)
            }
        }
        if let (index, catcher) = state.catcher(for: failure.matched) {
            return .caught(catcher: index, next: catcher.next)
        }
        return .unhandled
    }
}

extension Decider {
    func handle(_ failure: Failure, _ state: some FallibleState, _ frame: Frame, in draft: inout Draft) {
        // The version makes each use of the seed within a decision a different one.
        let chance = draft.seed.value(UInt64(bitPattern: draft.state.version.rawValue))
        switch FailureOutcome.of(failure, in: state, retries: frame.retries, chance: chance) {
        case .retry(let retrier, let attempt, let delay, let usesChance):
            draft.record(
                .retryScheduled(
                    .init(
                        frame: frame.id, retrier: retrier, attempt: attempt,
                        due: draft.recordedAt.adding(delay), seed: usesChance ? draft.seed : nil)))
        case .caught(let catcher, let next):
            draft.record(
                .catcherTaken(
                    .init(
                        frame: frame.id, catcher: catcher, error: failure.error, cause: failure.cause, next: next)))
        case .unhandled:
            fail(frame, failure, in: &draft)
        }
    }

    /// Leaves a state by the Catcher that took its failure.
    func leave(
        _ state: some FallibleState, _ frame: Frame, byCatcher index: Int, _ failure: Failure, in draft: inout Draft
    ) throws(StateRuntimeError) {
        // The definition is pinned, so only a damaged history names a Catcher that is not there.
        guard state.catch.indices.contains(index) else { return failDamaged(frame, "Catcher \(index)", in: &draft) }
        let catcher = state.catch[index]
        // The service gives an error that has no cause an empty one here, and nowhere else.
        let isNameless = failure.error == nil && failure.cause == nil
        let error = ErrorOutput(error: failure.error, cause: isNameless ? nil : failure.cause ?? "")
        let context = context(frame, in: draft)
        let output = try catcher.output(error, raw: frame.input, context: context)
        let assigned = try catcher.assigned(error, raw: frame.input, context: context)
        exit(
            frame, output: output, assigned: assigned, drawsChance: catcher.drawsChance, .next(catcher.next),
            in: &draft)
    }
}
