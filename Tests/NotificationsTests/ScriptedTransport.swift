import Notifications
import Synchronization

/// A transport that answers as it is told, by endpoint, and writes down what it was asked.
final class ScriptedTransport: SubscriberTransport {
    private let answer: @Sendable (OutgoingMessage) async -> DeliveryOutcome
    private let asked = Mutex<[OutgoingMessage]>([])

    init(_ answer: @escaping @Sendable (OutgoingMessage) async -> DeliveryOutcome) {
        self.answer = answer
    }

    var messages: [OutgoingMessage] { asked.withLock { $0 } }

    func deliver(_ message: OutgoingMessage) async -> DeliveryOutcome {
        asked.withLock { $0.append(message) }
        return await answer(message)
    }
}
