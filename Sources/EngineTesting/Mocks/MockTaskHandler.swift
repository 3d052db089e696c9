public import Engine
internal import EventLog
internal import Synchronization

/// A handler that answers from mocks: register it under every resource that is not to be called.
public final class MockTaskHandler: TaskHandler {
    private struct Call: Hashable {
        let execution: StreamID
        let state: String
    }

    private let mocks: TaskMocks
    private let clock: any EngineClock
    private let calls = Mutex<[Call: Int]>([:])

    /// Makes a handler; `clock` is what an answer's delay is measured by, the engine's own as a rule.
    public init(_ mocks: TaskMocks, clock: any EngineClock = SystemEngineClock()) {
        self.mocks = mocks
        self.clock = clock
    }

    /// Gives the next answer of the state.
    ///
    /// - Throws: `TaskError` where the answer is a failure, and `Daybook.NoMock` where there is none.
    public func run(_ context: TaskContext) async throws -> TaskResult {
        let call = calls.withLock { calls in
            let key = Call(execution: context.execution, state: context.state)
            defer { calls[key, default: 0] += 1 }
            return calls[key, default: 0]
        }
        guard let answer = mocks.answer(state: context.state, resource: context.resource, call: call) else {
            throw TaskError(
                "Daybook.NoMock", cause: "there is no mock of the state '\(context.state)' or its resource")
        }
        if answer.delay > .zero { try await clock.sleep(until: clock.now().adding(answer.delay)) }
        switch answer.outcome {
        case .returns(let output): return TaskResult(output: output)
        case .fails(let error, let cause): throw TaskError(error, cause: cause)
        }
    }
}
