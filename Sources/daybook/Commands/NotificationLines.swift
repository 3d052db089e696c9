import EventLog
import Foundation
import Notifications

/// Notifications as lines for whoever types commands. What comes from outside is shown without control characters.
enum NotificationLines {
    /// One line.
    static func summary(_ notification: NotificationDescription) -> String {
        let status = notification.status.rawValue
        let subject = notification.subject.map { "  \(plain($0))" } ?? ""
        return
            "\(notification.messageID)  \(notification.publishedAt.millisecondText)  \(status)  \(notification.topic.name)\(subject)"
    }

    /// One line of what cannot be read.
    static func summary(_ unreadable: NotificationPage.Unreadable) -> String {
        "\(unreadable.stream.uuid.text)  unreadable: \(plain(unreadable.error.description))"
    }

    /// Everything that is known.
    static func all(_ notification: NotificationDescription, _ attempts: [DeliveryAttempt]) -> [String] {
        var lines = [summary(notification), "  topic      \(notification.topic)"]
        if let execution = notification.execution {
            let name = notification.executionName.map { " \(plain($0))" } ?? ""
            lines.append("  execution  \(execution.uuid.text)\(name)")
        }
        if let state = notification.state { lines.append("  state      \(plain(state))") }
        if let status = notification.executionStatus { lines.append("  ended      \(status)") }
        if let problem = notification.problem { lines.append("  problem    \(plain(problem))") }
        for line in notification.message.split(whereSeparator: \.isNewline) {
            lines.append("  | \(plain(String(line)))")
        }
        for delivery in notification.deliveries {
            lines.append("  to \(delivery.endpoint)  \(outcome(delivery))")
            for attempt in attempts where attempt.subscription == delivery.subscription {
                lines.append("    \(attempt.attempt)  \(attempt.endedAt.millisecondText)  \(outcome(attempt))")
            }
        }
        return lines
    }

    private static func outcome(_ delivery: NotificationDescription.Delivery) -> String {
        switch delivery.outcome {
        case .pending(let next): "pending, next attempt \(next.millisecondText)"
        case .delivered(let at, _): "delivered \(at.millisecondText)"
        case .givenUp(let at): "given up \(at.millisecondText)"
        }
    }

    private static func outcome(_ attempt: DeliveryAttempt) -> String {
        switch attempt.outcome {
        case .delivered(let answer, let wasThere):
            "delivered" + (wasThere ? " (it was there already)" : "") + (answer.map { ": \(plain($0))" } ?? "")
        case .failed(let reason, _): "failed: \(plain(reason))"
        case .givenUp(let reason, let isPermanent):
            (isPermanent ? "refused for good" : "the last attempt failed") + ": \(plain(reason))"
        }
    }

    private static func plain(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value) ? "\u{fffd}" : scalar
                }))
    }
}
