internal import EventLog

/// What Postgres cannot hold, beyond the rules that all stores share: refused before anything is sent.
enum PostgresRules {
    /// Refuses a commit that could not be written.
    static func check(_ commit: Commit) throws(EventStoreError) {
        try RequestRules.check(commit)
        for append in commit.appends {
            for event in append.events {
                try check(event.recordedAt, "an event", append.stream)
                try check(event.type.rawValue, "an event type", append.stream)
            }
            if let status = append.status { try check(status.rawValue, "a status", append.stream) }
            for (name, value) in append.labels ?? [:] {
                try check(name, "a label", append.stream)
                try check(value, "a label", append.stream)
            }
            if case .set(let wakeUp) = append.wakeUp {
                try check(wakeUp.due, "a wake-up", append.stream)
                try check(wakeUp.queue.rawValue, "a queue", append.stream)
            }
        }
    }

    /// Refuses texts that Postgres has none of.
    static func check(_ text: String, _ what: String, _ stream: StreamID) throws(EventStoreError) {
        guard !text.utf8.contains(0) else {
            throw .invalidRequest(reason: "\(what) of \(stream) has a NUL, which Postgres cannot store")
        }
    }

    private static func check(_ time: Timestamp, _ what: String, _ stream: StreamID) throws(EventStoreError) {
        guard time.isInPostgres else {
            throw .invalidRequest(reason: "the time of \(what) of \(stream) lies before those that Postgres knows")
        }
    }
}
