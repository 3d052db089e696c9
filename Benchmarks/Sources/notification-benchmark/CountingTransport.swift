import EventLog
import Notifications
import Synchronization

/// Takes every message at once, and remembers in which order each subscriber got them.
final class CountingTransport: SubscriberTransport {
    private struct State {
        var published: [SubscriptionID: [Timestamp]] = [:]
        var ids: Set<String> = []
        var count = 0
    }

    private let state = Mutex(State())

    var count: Int { state.withLock { $0.count } }
    var different: Int { state.withLock { $0.ids.count } }

    func deliver(_ message: OutgoingMessage) -> DeliveryOutcome {
        state.withLock { state in
            state.count += 1
            state.ids.insert(message.messageID)
            state.published[message.subscription, default: []].append(message.publishedAt)
        }
        return .delivered(answer: nil, wasThere: false)
    }

    /// How far the order of each subscriber's messages is from that of their publication.
    func order() -> String {
        state.withLock { state in
            var late = 0
            var most = 0
            for times in state.published.values {
                let sorted = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
                for (place, index) in sorted.enumerated() where index > place {
                    late += 1
                    most = max(most, index - place)
                }
            }
            return "later than in the order of publication: \(late) of \(state.count), by \(most) places at the most"
        }
    }
}
