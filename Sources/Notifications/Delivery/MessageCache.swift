internal import EventLog
internal import Synchronization

/// The messages whose deliveries are being repeated: each is read once for many subscribers, and the oldest makes room.
final class MessageCache: Sendable {
    /// What an attempt needs to know of a message.
    struct Message {
        let published: NotificationEvent.Published
        let publishedAt: Timestamp
    }

    private struct State {
        var messages: [StreamID: (message: Message, bytes: Int)] = [:]
        var order: [StreamID] = []
        var bytes = 0

        mutating func insert(_ message: Message, of stream: StreamID, bytes size: Int, limit: Int) {
            guard messages[stream] == nil else { return }
            messages[stream] = (message, size)
            order.append(stream)
            bytes += size
            var gone = 0
            while bytes > limit, gone < order.count - 1 {
                bytes -= messages.removeValue(forKey: order[gone])?.bytes ?? 0
                gone += 1
            }
            order.removeFirst(gone)
        }
    }

    private let limit: Int
    private let state = Mutex(State())

    /// Makes a cache of at most so many bytes of events, or of one message that has more.
    init(limit: Int = 16 << 20) {
        self.limit = limit
    }

    /// The message of a notification's stream.
    ///
    /// - Throws: the store's error, or `NotificationEventError` where the first event is not a publication that can be read.
    func message(_ notification: StreamID, from log: LogWriter) async throws -> Message {
        if let known = state.withLock({ $0.messages[notification]?.message }) { return known }
        guard let first = try await log.readFirst(notification, patience: nil) else {
            throw NotificationEventError.noMessage(notification)
        }
        guard case .published(var published) = try NotificationEvent(first) else {
            throw NotificationEventError.noMessage(notification)
        }
        // Who else gets it is of no use here, and may be the most of it.
        published.subscribers = nil
        let message = Message(published: published, publishedAt: first.recordedAt)
        state.withLock { $0.insert(message, of: notification, bytes: first.payload.count, limit: limit) }
        return message
    }
}
