internal import EventLog

/// Throws the indexes away and makes them again from the events, on a connection and a thread of its own.
struct Rebuilder {
    private let connection: BlockingConnection
    private let clock: StoreClock
    private let action = "rebuilding"
    private let pageSize = 500

    init(_ parameters: ConnectionParameters, clock: StoreClock) throws(EventStoreError) {
        connection = try BlockingConnection(parameters)
        self.clock = clock
    }

    /// Returns how many streams there are, or what the indexer or the database said; then nothing has changed.
    func rebuild(with indexer: any StreamIndexer) throws(EventStoreError) -> Result<Int, any Error> {
        try connection.run(
            SessionStatements.settings(lockTimeout: .seconds(10), statementTimeout: .zero), while: action)
        try connection.execute("BEGIN", while: action)
        do {
            // Whoever commits meanwhile waits, or is told to send again. Taken in this order before anything is read, so
            // that what is read holds everything that was committed before.
            try connection.execute(
                "LOCK TABLE daybook.worker, daybook.stream, daybook.stream_label, daybook.wake_up IN EXCLUSIVE MODE",
                while: action)
            let alive = try connection.run(WorkerStatements.anyoneAlive(clock: clock), while: action)
            if alive.count > 0 {
                let worker = WorkerID(try alive.uuid(0, 0))
                throw EventStoreError.unavailable(reason: "worker \(worker) is alive; end all workers before a rebuild")
            }
            try connection.execute(
                "DELETE FROM daybook.stream; DELETE FROM daybook.stream_label; DELETE FROM daybook.wake_up",
                while: action)
            let count = try rebuildAll(with: indexer)
            try connection.execute("COMMIT", while: action)
            return .success(count)
        } catch {
            try? connection.execute("ROLLBACK", while: action)
            return .failure(error)
        }
    }

    private func rebuildAll(with indexer: any StreamIndexer) throws -> Int {
        var count = 0
        var previous: StreamID?
        while true {
            let rows = try connection.run(
                EventStatements.streams(after: previous, limit: pageSize), while: action)
            var page: [StreamID] = []
            for row in 0..<rows.count {
                page.append(StreamID(StreamCategory(rows.text(row, 1)), try rows.uuid(row, 0)))
            }
            guard let last = page.last else { return count }
            try rebuild(page, with: indexer)
            previous = last
            count += page.count
        }
    }

    private func rebuild(_ page: [StreamID], with indexer: any StreamIndexer) throws {
        var streams: [StreamStatements.NewStream] = []
        var wakeUps: [(stream: StreamID, wakeUp: WakeUp)] = []
        for stream in page {
            let events = try events(of: stream)
            guard let first = events.first else { continue }
            let index = try indexer.index(of: stream, events: events)
            streams.append(
                .init(stream: stream, createdAt: first.recordedAt, status: index.status, labels: index.labels))
            if let wakeUp = index.wakeUp { wakeUps.append((stream, wakeUp)) }
        }
        try connection.run(StreamStatements.insert(streams), while: action)
        let labelled = streams.filter { !$0.labels.isEmpty }.map(\.stream)
        for part in PeriodFilter.parts(labelled, by: { [Period($0.uuid)] }) {
            try connection.run(StreamStatements.enterLabels(part), while: action)
        }
        if !wakeUps.isEmpty { try connection.run(WakeUpStatements.set(wakeUps, clock: clock), while: action) }
    }

    private func events(of stream: StreamID) throws(EventStoreError) -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        while true {
            let reply = try connection.run(
                EventStatements.read(stream, after: events.last?.version ?? .none, limit: 1000), while: action)
            events += try EventStatements.events(of: stream, in: reply)
            if reply.count < 1000 { return events }
        }
    }
}
