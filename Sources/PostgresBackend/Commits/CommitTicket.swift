internal import EventLog
internal import Synchronization

/// The commits of one call on their way through the writers, and the answer that the call waits for.
final class CommitTicket: Sendable {
    private struct State {
        var outcomes: [CommitOutcome?]
        var open: Int
        var result: Result<[CommitOutcome], EventStoreError>?
        var waiting: UnsafeContinuation<Result<[CommitOutcome], EventStoreError>, Never>?
    }

    let commits: [Commit]
    private let state: Mutex<State>

    /// - Precondition: there is at least one commit.
    init(_ commits: [Commit]) {
        self.commits = commits
        state = Mutex(State(outcomes: Array(repeating: nil, count: commits.count), open: commits.count))
    }

    /// What became of the commit at `place`. The call is answered with the last one.
    func settle(_ place: Int, _ outcome: CommitOutcome) {
        let ready = state.withLock { state -> (() -> Void)? in
            guard state.result == nil, state.outcomes[place] == nil else { return nil }
            state.outcomes[place] = outcome
            state.open -= 1
            guard state.open == 0 else { return nil }
            return finish(&state, .success(state.outcomes.compactMap { $0 }))
        }
        ready?()
    }

    /// The call fails: each of its commits may or may not be durable.
    func fail(_ error: EventStoreError) {
        let ready = state.withLock { state in
            state.result == nil ? finish(&state, .failure(error)) : nil
        }
        ready?()
    }

    /// Whether the call was answered already.
    var isAnswered: Bool { state.withLock { $0.result != nil } }

    /// Waits for the answer.
    func answer() async throws(EventStoreError) -> [CommitOutcome] {
        let result = await withUnsafeContinuation { continuation in
            let known = state.withLock { state in
                if state.result == nil { state.waiting = continuation }
                return state.result
            }
            if let known { continuation.resume(returning: known) }
        }
        return try result.get()
    }

    private func finish(
        _ state: inout State, _ result: Result<[CommitOutcome], EventStoreError>
    ) -> (() -> Void)? {
        state.result = result
        guard let waiting = state.waiting else { return nil }
        state.waiting = nil
        return { waiting.resume(returning: result) }
    }
}
