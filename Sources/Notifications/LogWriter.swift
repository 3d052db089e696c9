internal import Engine
internal import EventLog
internal import FoundationEssentials

/// Reads and commits with patience: what is sent again is the same bytes.
struct LogWriter: Sendable {
    let store: any EventStore
    let clock: any EngineClock
    let random: @Sendable () -> UInt64

    /// Commits one append; `patience` bounds how long a store that fails is asked again, `nil` means without end.
    ///
    /// - Throws: the store's error, at the latest when patience ends or the task is cancelled.
    func commit(_ append: Append, patience: Duration?) async throws(EventStoreError) -> (CommitOutcome, StreamHead) {
        try await commit([append], patience: patience)
    }

    /// Commits appends together; the head is the first one's.
    func commit(
        _ appends: [Append], patience: Duration?
    ) async throws(EventStoreError) -> (CommitOutcome, StreamHead) {
        let commit = Commit(id: CommitID(UUID(high: random(), low: random())), appends: appends)
        let outcome = try await asking(patience) { () throws(EventStoreError) in try await store.commit(commit) }
        return (outcome, commit.heads[0])
    }

    /// All events of a stream, with the same patience.
    func read(_ stream: StreamID, patience: Duration?) async throws(EventStoreError) -> [RecordedEvent] {
        try await asking(patience) { () throws(EventStoreError) in try await store.readAll(stream) }
    }

    /// The first event of a stream; `nil` where there is no such stream.
    func readFirst(_ stream: StreamID, patience: Duration?) async throws(EventStoreError) -> RecordedEvent? {
        try await asking(patience) { () throws(EventStoreError) in
            try await store.read(stream, after: .none, limit: 1).first
        }
    }

    /// Where streams end.
    func heads(of streams: [StreamID], patience: Duration?) async throws(EventStoreError) -> [StreamSummary] {
        try await asking(patience) { () throws(EventStoreError) in try await store.heads(of: streams) }
    }

    private func asking<Answer>(
        _ patience: Duration?, _ ask: () async throws(EventStoreError) -> Answer
    ) async throws(EventStoreError) -> Answer {
        let end = patience.map { clock.now().adding($0) }
        var pause = Duration.milliseconds(20)
        while true {
            do {
                return try await ask()
            } catch {
                guard mayRetry(error, until: end, after: pause) else { throw error }
                try await sleep(pause, or: error)
            }
            pause = min(pause * 2, .seconds(5))
        }
    }

    private func mayRetry(_ error: EventStoreError, until end: Timestamp?, after pause: Duration) -> Bool {
        switch error.advice {
        case .giveUp: false
        case .waitForOperator: end == nil
        case .sendAgain: end.map { clock.now().adding(pause) <= $0 } ?? true
        }
    }

    private func sleep(_ pause: Duration, or failure: EventStoreError) async throws(EventStoreError) {
        do {
            try await clock.sleep(until: clock.now().adding(pause))
        } catch {
            throw failure
        }
    }
}
