import EventLog

extension Commit {
    /// Whether the rules that the cases try to break are kept.
    var isWellFormed: Bool {
        appends.allSatisfy { append in
            (append.expected.version > .none || !append.events.isEmpty)
                && (1...64).contains(append.stream.category.rawValue.utf8.count)
                && !append.stream.category.rawValue.contains("/")
                && append.events.allSatisfy { event in
                    (1...64).contains(event.type.rawValue.utf8.count) && !event.payload.contains(0)
                        && String(validating: event.payload, as: UTF8.self) != nil
                }
        }
    }

    /// The commit with other wake-ups.
    func withWakeUps(_ change: (WakeUpChange) -> WakeUpChange) -> Commit {
        Commit(
            id: id,
            appends: appends.map {
                Append(
                    to: $0.stream, expected: $0.expected, events: $0.events, wakeUp: change($0.wakeUp),
                    status: $0.status, labels: $0.labels)
            })
    }
}

extension Append {
    /// The append as if it had been decided on another head.
    func onto(_ head: StreamHead) -> Append {
        Append(to: stream, expected: head, events: events, wakeUp: wakeUp, status: status, labels: labels)
    }
}

extension RecordedEvent {
    /// The event with another payload and its old hash.
    func with(payload: [UInt8]) -> RecordedEvent {
        RecordedEvent(
            stream: stream, version: version, type: type, recordedAt: recordedAt, commitID: commitID,
            payload: payload, hash: hash)
    }
}
