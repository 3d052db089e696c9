internal import EventLog
internal import FoundationEssentials
internal import Logging

/// Consumes signals: decides on their targets, and records both in one commit.
struct SignalProcessor: StreamProcessor {
    let categories: Set<StreamCategory> = [.signal]
    let client: ExecutionClient
    let queue: Queue

    /// Consumes a signal. One that comes too late is consumed all the same, with the reason it had no effect.
    func process(_ claimed: ClaimedStream, worker: WorkerID) async throws {
        while true {
            let events = try await client.store.readAll(claimed.stream)
            guard let first = events.first, events.count == 1 else { return }
            let now = max(client.configuration.clock.now(), first.recordedAt)
            let signal = try Signal(first)
            var appends: [Append] = []
            var refusal: String?
            do {
                appends = try await client.appends(deciding: signal.input, on: signal.target) { _ in .markMoved }
            } catch {
                // Only what the execution itself says makes a signal void; a store that fails is asked again later.
                guard error.isAnswer else { throw error }
                refusal = error.description
            }
            var fields = EventFieldWriter()
            fields.string("refusal", refusal)
            let consumed = NewEvent(type: Signal.consumed, recordedAt: now, payload: fields.finish())
            appends.append(
                Append(
                    to: claimed.stream, expected: first.head, events: [consumed], wakeUp: .remove,
                    status: Signal.consumedStatus))
            let commit = Commit(id: client.commitID(), appends: appends)
            if case .committed = try await client.store.commit(commit) { return }
        }
    }
}

extension EngineError {
    /// Whether the execution's own state is the reason.
    fileprivate var isAnswer: Bool {
        switch self {
        case .refused, .executionDoesNotExist: true
        default: false
        }
    }
}
