internal import EventLog

/// All that the store has of one stream.
struct MemoryStream {
    var events: [RecordedEvent] = []
    var status: StreamStatus = .open
    var labels: StreamLabels = [:]
    var wakeUp: MemoryWakeUp?

    var head: StreamHead { events.last?.head ?? .empty }

    func summary(of stream: StreamID) -> StreamSummary {
        StreamSummary(
            stream: stream, head: head, status: status, labels: labels, createdAt: events.first?.recordedAt,
            parked: wakeUp?.wakeUp.parked)
    }
}
