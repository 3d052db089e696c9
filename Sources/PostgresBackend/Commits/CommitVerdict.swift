internal import EventLog

/// What the log says of a commit that was not written now.
enum CommitVerdict: Hashable, Sendable {
    /// It has an outcome: it was written before, or a stream ends elsewhere than it expected.
    case settled(CommitOutcome)
    /// All streams end where it expects: it may be tried again.
    case open

    /// What is stored for one append of a commit.
    struct Found: Hashable, Sendable {
        /// Where the stream ends.
        let head: StreamHead
        /// The hash of the event with the version of the append's last one; `nil` where there is none.
        let storedHash: SHA256Hash?
    }

    /// - Parameters:
    ///   - found: for each append what is stored, in their order.
    ///   - isNoted: whether the id of a commit without events is known.
    init(_ commit: Commit, found: [Found], isNoted: Bool) {
        if isNoted {
            self = .settled(.committed)
            return
        }
        let places = zip(zip(commit.appends, commit.records), found)
        guard let loser = places.first(where: { $0.1.head != $0.0.0.expected }) else {
            self = .open
            return
        }
        // The hash of a last event vouches for the commit's id and for all events before it.
        let lasts = places.compactMap { part, found in part.1.last.map { ($0.hash, found.storedHash) } }
        let isOurs = !lasts.isEmpty && lasts.allSatisfy { $0.0 == $0.1 }
        self = .settled(isOurs ? .committed : .conflict(stream: loser.0.0.stream, head: loser.1.head))
    }

    /// The statements that look.
    static func questions(_ commits: [Commit]) -> [BoundStatement] {
        let places = commits.flatMap { commit in
            zip(commit.appends, commit.records).map { ($0.stream, $1.last?.version.rawValue ?? 0) }
        }
        return [
            EventStatements.heads(places.map { (stream: $0.0, version: $0.1) }),
            WakeUpStatements.notedEventless(commits.filter { $0.records.allSatisfy(\.isEmpty) }.map(\.id)),
        ]
    }

    /// The verdicts, in the order of the commits.
    static func verdicts(_ commits: [Commit], in replies: [Reply]) throws(EventStoreError) -> [CommitVerdict] {
        guard replies.count == 2 else { throw .corrupted(reason: "a look at heads has another number of answers") }
        var noted: Set<CommitID> = []
        for row in 0..<replies[1].count { noted.insert(CommitID(try replies[1].uuid(row, 0))) }
        var row = 0
        var verdicts: [CommitVerdict] = []
        for commit in commits {
            var found: [Found] = []
            for _ in commit.appends {
                let head =
                    replies[0].isNull(row, 0)
                    ? .empty
                    : StreamHead(
                        version: StreamVersion(Int(try replies[0].int32(row, 0))), hash: try replies[0].hash(row, 1))
                found.append(
                    Found(head: head, storedHash: replies[0].isNull(row, 2) ? nil : try replies[0].hash(row, 2)))
                row += 1
            }
            verdicts.append(CommitVerdict(commit, found: found, isNoted: noted.contains(commit.id)))
        }
        return verdicts
    }
}
