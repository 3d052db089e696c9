import EventLog
import Foundation
@testable import Notifications

/// Messages for tests.
enum Message {
    static let secret = NotificationSecret(Array(repeating: 7, count: 32))

    static func to(
        _ endpoint: SubscriptionEndpoint, text: String = "Payroll process complete.", subject: String? = "May is paid",
        number: UInt64 = 1, kind: MessageKind = .notification
    ) throws -> OutgoingMessage {
        let topic = try TopicARN("arn:aws:sns:us-east-1:123456789012:SuccessNotifications")
        let id = SubscriptionID(of: endpoint, to: topic)
        var message = OutgoingMessage(
            notification: StreamID(.notification, UUID(high: 0x1234, low: 0x8000_0000_0000_0000 | number)),
            subscription: id, endpoint: endpoint, topic: topic, subject: subject, text: text,
            publishedAt: Timestamp(microseconds: 1_795_416_054_999_999),
            execution: StreamID(StreamCategory("execution"), UUID(high: 3, low: 4)), executionName: "payroll-1",
            state: "successNotification", attempt: 1)
        message.kind = kind
        let published = NotificationEvent.Published(
            queue: .notification, topic: topic, message: text, kind: kind,
            retry: RetrySchedule(firstPauseMilliseconds: 1, longestPauseMilliseconds: 1),
            giveUpAt: Timestamp(microseconds: 0), subscribers: nil)
        var configuration = NotificationConfiguration()
        configuration.secret = secret
        message.credentials = MessageCredentials(
            published, .init(id: id, endpoint: endpoint, nonce: "n"), configuration)
        return message
    }
}
