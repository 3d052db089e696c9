internal import EventLog

extension WriteSession {
    /// Carries a commit out, or finds out why not before anything is written.
    func perform(_ commit: Commit) throws(EventStoreError) -> CommitOutcome {
        let isEventless = commit.records.allSatisfy(\.isEmpty)
        if isEventless, try isDone(commit.id) { return .committed }
        for append in commit.appends {
            let head = try head(of: append.stream)
            guard head == append.expected else {
                return try isStored(commit) ? .committed : .conflict(stream: append.stream, head: head)
            }
        }
        if isEventless { try note(commit.id) }
        hasNews = true
        for (append, records) in zip(commit.appends, commit.records) { try write(append, records) }
        return .committed
    }

    /// Whether the events of `commit` are in their streams already: the hash of a last event vouches for all before it.
    private func isStored(_ commit: Commit) throws(EventStoreError) -> Bool {
        let lasts = commit.records.compactMap(\.last)
        for event in lasts {
            guard try EventQueries.contains(event, on: connection) else { return false }
        }
        return !lasts.isEmpty
    }

    private func write(_ append: Append, _ records: [RecordedEvent]) throws(EventStoreError) {
        for record in records { try EventQueries.insert(record, on: connection) }
        if append.expected.version == .none, let first = records.first {
            try StreamQueries.insert(
                append.stream, createdAt: first.recordedAt, status: append.status ?? .open,
                labels: append.labels ?? [:],
                on: connection)
        } else {
            if let status = append.status {
                try StreamQueries.update(status: status, of: append.stream, on: connection)
            }
            if let labels = append.labels {
                try StreamQueries.update(labels: labels, of: append.stream, on: connection)
            }
        }
        try change(append.wakeUp, of: append.stream, isPoke: records.isEmpty)
        if let last = records.last { remember(last.head, of: append.stream) }
    }

    private func change(
        _ change: WakeUpChange, of stream: StreamID, isPoke: Bool
    ) throws(EventStoreError) {
        switch change {
        case .unchanged: return
        case .remove: try WakeUpQueries.remove(stream, on: connection)
        case .set(let wakeUp):
            try WakeUpQueries.set(wakeUp, of: stream, now: now, on: connection)
            if wakeUp.holder == nil { queues.insert(wakeUp.queue) }
        case .markMoved:
            if let queue = try WakeUpQueries.markMoved(stream, isPoke: isPoke, now: now, on: connection) {
                queues.insert(queue)
            }
        }
    }

    private func isDone(_ commit: CommitID) throws(EventStoreError) -> Bool {
        let row = try connection.statement("SELECT 1 FROM eventless_commit WHERE commit_id = ?")
        defer { row.reset() }
        row.bind(1, commit.uuid)
        return try row.step()
    }

    private func note(_ commit: CommitID) throws(EventStoreError) {
        let row = try connection.statement("INSERT INTO eventless_commit VALUES (?, ?)")
        row.bind(1, commit.uuid)
        row.bind(2, now.microseconds)
        try row.run()
    }
}
