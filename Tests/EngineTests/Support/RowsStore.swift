import EventLog
import Synchronization

/// A store that can be asked: each query has the next answer of a list, so that one that is asked again answers otherwise.
final class RowsStore: QueryableEventStore {
    /// What one query gives: texts of JSON objects, and then its end or an error.
    struct Answer: Sendable {
        var rows: [String]
        var error: EventStoreError?
    }

    /// A query, as it was asked.
    struct Question: Hashable, Sendable {
        let sql: String
        let values: [QueryValue]
    }

    private final class Cursor: QueryCursor {
        private let answer: Mutex<Answer>

        init(_ answer: Answer) {
            self.answer = Mutex(answer)
        }

        func next(_ limit: Int) async throws(EventStoreError) -> [[UInt8]] {
            let (rows, error) = answer.withLock { answer in
                let rows = Array(answer.rows.prefix(limit))
                answer.rows.removeFirst(rows.count)
                return (rows, answer.error)
            }
            if rows.isEmpty, let error { throw error }
            return rows.map { Array($0.utf8) }
        }

        func close() async {}
    }

    private let base: any EventStore
    private let state: Mutex<(answers: [Answer], asked: [Question])>

    init(_ base: any EventStore, _ answers: [Answer]) {
        self.base = base
        state = Mutex((answers, []))
    }

    /// What was asked so far.
    var asked: [Question] { state.withLock { $0.asked } }

    func query(_ sql: String, _ values: [QueryValue]) async throws(EventStoreError) -> any QueryCursor {
        Cursor(
            state.withLock { state in
                state.asked.append(Question(sql: sql, values: values))
                return state.answers.removeFirst()
            })
    }

    func commit(_ commits: [Commit]) async throws(EventStoreError) -> [CommitOutcome] { try await base.commit(commits) }

    func read(
        _ stream: StreamID, after version: StreamVersion, limit: Int
    ) async throws(EventStoreError) -> [RecordedEvent] {
        try await base.read(stream, after: version, limit: limit)
    }

    func heads(of streams: [StreamID]) async throws(EventStoreError) -> [StreamSummary] {
        try await base.heads(of: streams)
    }

    func claimDue(_ claim: Claim) async throws(EventStoreError) -> ClaimResult { try await base.claimDue(claim) }

    func keepAlive(_ worker: WorkerID, for lease: Duration) async throws(EventStoreError) {
        try await base.keepAlive(worker, for: lease)
    }

    func retire(_ worker: WorkerID) async throws(EventStoreError) { try await base.retire(worker) }

    func streams(_ query: StreamQuery) async throws(EventStoreError) -> StreamPage { try await base.streams(query) }

    func changes() -> any AsyncSequence<ChangeHint, Never> & Sendable { base.changes() }
}
