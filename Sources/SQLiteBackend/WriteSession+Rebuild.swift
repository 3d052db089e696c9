internal import EventLog

extension WriteSession {
    /// Throws the indexes away and makes them again, in a transaction of its own.
    func rebuildIndexes(with indexer: any StreamIndexer) throws(EventStoreError) -> Result<Int, any Error> {
        try begin()
        do {
            if let worker = try anyoneAlive() {
                throw EventStoreError.unavailable(reason: "worker \(worker) is alive; end all workers before a rebuild")
            }
            for table in ["stream", "stream_label", "wake_up"] { try connection.execute("DELETE FROM \(table)") }
            var count = 0
            var previous: StreamID?
            while let stream = try EventQueries.stream(after: previous, on: connection) {
                try rebuild(stream, with: indexer)
                previous = stream
                count += 1
            }
            try commit()
            return .success(count)
        } catch {
            rollBack()
            return .failure(error)
        }
    }

    private func rebuild(_ stream: StreamID, with indexer: any StreamIndexer) throws {
        var events: [RecordedEvent] = []
        while true {
            let page = try EventQueries.read(
                stream, after: events.last?.version ?? .none, limit: 1000, on: connection)
            events += page
            if page.count < 1000 { break }
        }
        guard let first = events.first else { return }
        let index = try indexer.index(of: stream, events: events)
        try StreamQueries.insert(
            stream, createdAt: first.recordedAt, status: index.status, labels: index.labels, on: connection)
        if let wakeUp = index.wakeUp { try WakeUpQueries.set(wakeUp, of: stream, now: now, on: connection) }
    }

    /// Forgets commits without events that nobody will send again.
    func forgetOldCommits() throws(EventStoreError) {
        let row = try connection.statement("DELETE FROM eventless_commit WHERE committed_at < ?")
        row.bind(1, now.adding(.seconds(-7 * 86_400)).microseconds)
        try row.run()
    }
}
