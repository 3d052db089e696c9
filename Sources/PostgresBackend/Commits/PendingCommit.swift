internal import EventLog

/// A commit that has no outcome yet.
struct PendingCommit: Sendable {
    let ticket: CommitTicket
    let place: Int

    var commit: Commit { ticket.commits[place] }

    /// Whether it leaves nothing in a stream by which it could be known again.
    var isEventless: Bool { commit.records.allSatisfy(\.isEmpty) }

    var eventCount: Int { commit.records.reduce(0) { $0 + $1.count } }
    var byteCount: Int { commit.records.reduce(0) { $0 + $1.reduce(0) { $0 + $1.payload.count + 150 } } }
    var periods: Set<Period> { Set(commit.appends.map { Period($0.stream.uuid) }) }

    func settle(_ outcome: CommitOutcome) { ticket.settle(place, outcome) }
    func fail(_ error: EventStoreError) { ticket.fail(error) }
}
