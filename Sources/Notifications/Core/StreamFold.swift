internal import EventLog

/// The fold of a stream that has to do with notifications.
protocol StreamFold: Hashable, Sendable {
    /// What can happen to it.
    associatedtype Event: StreamFoldEvent

    /// Before the first event.
    init()

    /// When its last event was recorded.
    var lastEventAt: Timestamp { get }
    /// The worker that took it over last.
    var takenOverBy: WorkerID? { get }
    /// The status of the stream.
    var status: StreamStatus { get }
    /// The labels of the stream; they follow from its first event.
    var labels: StreamLabels { get }

    /// The wake-up of the stream; `nil` where nobody is needed any more.
    func wakeUp(holder: WorkerID?) -> WakeUp?

    /// Takes the next event; returns why it cannot follow what came before, and changes nothing then.
    mutating func evolve(_ event: Event, at time: Timestamp) -> String?
}

/// An event of such a stream.
protocol StreamFoldEvent: Hashable, Sendable {
    /// Reads a recorded event.
    init(_ event: RecordedEvent) throws(NotificationEventError)

    /// The event as it is appended.
    func newEvent(recordedAt: Timestamp) -> NewEvent
}

extension StreamFold {
    /// Takes the next recorded event.
    mutating func evolve(_ event: RecordedEvent) throws(NotificationEventError) {
        if let reason = evolve(try Event(event), at: event.recordedAt) {
            throw .impossible(reason: reason, type: event.type, version: event.version)
        }
    }

    /// The fold of a whole stream.
    init(folding events: [RecordedEvent]) throws(NotificationEventError) {
        self.init()
        for event in events { try evolve(event) }
    }

    /// The append that gives birth to a stream with these events, which nobody holds.
    static func creation(of stream: StreamID, _ events: [Event], at now: Timestamp) -> (state: Self, append: Append) {
        var state = Self()
        for event in events { _ = state.evolve(event, at: now) }
        return (state, state.creation(of: stream, events, at: now, wakeUp: state.wakeUp(holder: nil)))
    }

    /// The append that gives birth to the stream of which this is the fold, with a wake-up of the caller's.
    func creation(of stream: StreamID, _ events: [Event], at now: Timestamp, wakeUp: WakeUp?) -> Append {
        Append(
            to: stream, expected: .empty, events: events.map { $0.newEvent(recordedAt: now) },
            wakeUp: wakeUp.map { .set($0) } ?? .unchanged, status: status, labels: labels.isEmpty ? nil : labels)
    }
}
