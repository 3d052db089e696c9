internal import EventLog
internal import FoundationEssentials

extension StreamID {
    /// The stream of a message's delivery to one subscriber: of the message's month, so that both are kept or archived
    /// together. SQL makes the same ids (`audit.delivery_of`).
    static func delivery(of notification: StreamID, to subscription: SubscriptionID) -> StreamID {
        StreamID(.delivery, UUID(beside: notification.uuid, of: "delivery\u{0}\(subscription)".utf8))
    }
}
