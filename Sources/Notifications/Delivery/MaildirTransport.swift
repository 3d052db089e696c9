internal import EventLog
internal import FoundationEssentials

/// Writes messages as mails into Maildirs: exactly one file a message, however often it is delivered.
public struct MaildirTransport: SubscriberTransport {
    private let sender: MailAddress

    /// Makes a transport whose mails are from `sender`.
    public init(sender: MailAddress = .daybook) {
        self.sender = sender
    }

    /// Puts the mail into the Maildir and answers with the file's name in it.
    public func deliver(_ message: OutgoingMessage) async -> DeliveryOutcome {
        guard case .maildir(let path) = message.endpoint else {
            return .failedForGood(reason: "the endpoint is not a Maildir")
        }
        let name = MaildirTransport.fileName(message)
        let sender = sender
        return await BlockingCalls.run { MaildirTransport.write(message, from: sender, to: path, as: name) }
    }

    private static func write(
        _ message: OutgoingMessage, from sender: MailAddress, to path: String, as name: String
    ) -> DeliveryOutcome {
        do throws(SystemCallError) {
            let bytes = MailMessage(message, from: sender).fileBytes
            switch try Maildir(path: path).deliver(bytes, as: name) {
            case .written: return .delivered(answer: name, wasThere: false)
            case .found: return .delivered(answer: name, wasThere: true)
            case .busy: return .failed(reason: "another process is writing this message")
            }
        } catch {
            return error.isPermanent
                ? .failedForGood(reason: error.description) : .failed(reason: error.description)
        }
    }

    /// The seconds first, as Maildir names have them so that listings are in the order of time.
    private static func fileName(_ message: OutgoingMessage) -> String {
        let seconds = message.publishedAt.microseconds / 1_000_000
        return "\(seconds).\(message.notification.uuid.text)_\(message.subscription).daybook"
    }
}
