/// How and where a subscriber gets its messages.
@nonexhaustive
public enum SubscriptionEndpoint: Hashable, Sendable, CustomStringConvertible {
    /// One file a message in the Maildir at this absolute path, which any mail program opens.
    case maildir(path: String)
    /// A mail to this address; its local part and its domain may hold characters beyond ASCII.
    case email(address: String)
    /// A POST to this URL of `https`.
    case https(url: String)
    /// A POST to this URL of `http`: whoever is on the way reads it.
    case http(url: String)
    /// A message in the queue of this name, from which programs take it through `MessageQueue`: 1 to 80 letters, digits,
    /// `-` and `_`.
    case queue(name: String)

    /// Reads what `protocolName` and `address` give; `nil` where the protocol is unknown.
    public init?(protocolName: String, address: String) {
        switch protocolName {
        case "maildir": self = .maildir(path: address)
        case "email": self = .email(address: address)
        case "https": self = .https(url: address)
        case "http": self = .http(url: address)
        case "queue": self = .queue(name: address)
        default: return nil
        }
    }

    /// The name of the protocol, such as `maildir`.
    public var protocolName: String {
        switch self {
        case .maildir: "maildir"
        case .email: "email"
        case .https: "https"
        case .http: "http"
        case .queue: "queue"
        }
    }

    /// Where messages go, in the protocol's own form.
    public var address: String {
        switch self {
        case .maildir(let path): path
        case .email(let address): address
        case .https(let url), .http(let url): url
        case .queue(let name): name
        }
    }

    /// Protocol and address, such as `maildir:/var/mail/owner`.
    public var description: String { "\(protocolName):\(address)" }

    /// Whether it is somebody else's, who has to confirm that it wants the messages.
    public var needsConfirmation: Bool {
        switch self {
        case .maildir, .queue: false
        case .email, .https, .http: true
        }
    }

    /// Who carries messages to it: what is slow or dead together.
    var server: String {
        switch self {
        case .maildir(let path): "maildir:\(path)"
        case .email: "email"
        case .https(let url): "https:" + ((try? WebhookURL(url, scheme: "https")).map { "\($0.host):\($0.port)" } ?? "")
        case .http(let url): "http:" + ((try? WebhookURL(url, scheme: "http")).map { "\($0.host):\($0.port)" } ?? "")
        case .queue: "queue"
        }
    }

    /// Why nothing can be delivered to this address, wherever it is tried; `nil` where it may be.
    public var problem: String? {
        switch self {
        case .maildir(let path): return SubscriptionEndpoint.problem(ofMaildir: path)
        case .email(let address):
            return EmailAddress(address) == nil ? "it has not the form local@domain" : nil
        case .https(let url), .http(let url):
            do throws(WebhookURL.Problem) {
                _ = try WebhookURL(url, scheme: protocolName)
                return nil
            } catch {
                return error.reason
            }
        case .queue(let name):
            let isName = name.utf8.allSatisfy { byte in
                let letter = UnicodeScalar(byte)
                return ("a"..."z").contains(letter) || ("A"..."Z").contains(letter) || ("0"..."9").contains(letter)
                    || letter == "-" || letter == "_"
            }
            return isName && (1...80).contains(name.utf8.count)
                ? nil : "the name of a queue has 1 to 80 letters, digits, - and _"
        }
    }

    private static func problem(ofMaildir path: String) -> String? {
        if !path.hasPrefix("/") { return "the path of a Maildir begins with /" }
        if path.utf8.count > 3800 { return "the path of a Maildir has at most 3,800 bytes" }
        if path.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7f }) {
            return "the path of a Maildir has no control characters"
        }
        return nil
    }
}
