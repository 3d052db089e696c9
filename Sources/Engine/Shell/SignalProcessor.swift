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
            if try await comesTooEarly(signal, aged: now.duration(since: first.recordedAt)) {
                return try await putOff(claimed.stream, first, at: now)
            }
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

extension SignalProcessor {
    /// How many leases a stop waits for its execution. Whoever lives and begins it looks after its parent itself; so what is
    /// waited for are the last commits of a worker that died, which are in the log long before.
    private static let leasesBeforeStart = 10

    private func comesTooEarly(_ signal: Signal, aged age: Duration) async throws -> Bool {
        if signal.followsStart, age < client.configuration.lease * Self.leasesBeforeStart {
            return try await client.store.head(of: signal.target).head == .empty
        }
        return signal.followsSubmission ? try await client.isBeforeSubmission(signal) : false
    }

    /// Looks again soon; less often where it takes long, because a worker died and another one has to come.
    private func putOff(_ stream: StreamID, _ first: RecordedEvent, at now: Timestamp) async throws {
        let age = now.duration(since: first.recordedAt)
        let pause = min(max(.milliseconds(20), age / 4), .seconds(10))
        let wakeUp = WakeUp(due: now.adding(pause), queue: queue, semantics: Semantics.current.rawValue)
        let append = Append(to: stream, expected: first.head, events: [], wakeUp: .set(wakeUp))
        _ = try await client.store.commit(Commit(id: client.commitID(), append))
    }
}

extension ExecutionClient {
    /// Whether the task that a signal is for has not been handed over yet as far as is recorded.
    fileprivate func isBeforeSubmission(_ signal: Signal) async throws(EngineError) -> Bool {
        let token: TaskToken
        switch signal.request {
        case .taskSuccess(let named, _), .taskFailure(let named, _, _): token = named
        case .stop, .taskHeartbeat: return false
        }
        do {
            let (state, _) = try await load(signal.target)
            guard state.status == .running else { return false }
            return state.frames.contains { frame in
                guard frame.task?.token == token.description else { return false }
                switch frame.phase {
                case .scheduled, .running: return true
                default: return false
                }
            }
        } catch .executionDoesNotExist {
            return false
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
