internal import EventLog
public import JSON
internal import Logging

extension ExecutionEngine {
    /// What came of an attempt that belongs to no execution.
    public enum TestedRun: Sendable {
        /// Its handler answered.
        case succeeded(JSONText)
        /// Its handler failed.
        case failed(TaskError)
        /// It took longer than the state lets it, or than it was waited for.
        case timedOut
    }

    /// Runs the handler of a state that is tested by itself: the one that would run it in an execution. What it does in the
    /// world is done.
    ///
    /// - Parameter longest: how long it is waited for at the most, where the state's own limit is not shorter.
    /// - Throws: `EngineError.unregisteredResources`, or the store's failure where the handler's message cannot be written.
    public func run(
        _ attempt: TaskAttempt, of test: StateTest, atMost longest: Duration
    ) async throws(EngineError) -> TestedRun {
        guard let registration = registry.registration(for: attempt.resource), let start = test.state.start else {
            throw .unregisteredResources([attempt.resource], stateMachine: attempt.state)
        }
        let context = TaskContext(
            of: attempt, in: test.execution, name: start.name, executionArn: test.state.arn,
            stateMachineArn: start.stateMachine, logger: configuration.logger)
        let clock = configuration.clock
        let latest = clock.now().adding(longest)
        let deadline = min(attempt.deadline?.due ?? latest, latest)
        let handler = registration.handler
        let end = await withTaskGroup(of: RunEnd?.self) { group in
            group.addTask { await RunEnd(running: handler, context) }
            group.addTask {
                try? await clock.sleep(until: deadline)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
        switch end {
        case .succeeded(let output)?: return .succeeded(output)
        case .published(let publication, let output)?:
            _ = try await client.commit(Commit(id: client.commitID(), publication.notification))
            return .succeeded(output)
        case .succeededInTransaction(_, let result)?: return .succeeded(result.output)
        case .failed(let error)?: return .failed(error)
        case .cancelled?, nil:
            guard !Task.isCancelled else { throw .cancelled }
            return .timedOut
        }
    }
}
