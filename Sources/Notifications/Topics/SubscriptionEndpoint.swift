/// How and where a subscriber gets its messages.
@nonexhaustive
public enum SubscriptionEndpoint: Hashable, Sendable, CustomStringConvertible {
    /// One file a message in the Maildir at this absolute path, which any mail program opens.
    case maildir(path: String)

    /// Reads what `protocolName` and `address` give; `nil` where the protocol is unknown.
    public init?(protocolName: String, address: String) {
        switch protocolName {
        case "maildir": self = .maildir(path: address)
        default: return nil
        }
    }

    /// The name of the protocol, such as `maildir`.
    public var protocolName: String {
        switch self {
        case .maildir: "maildir"
        }
    }

    /// Where messages go, in the protocol's own form.
    public var address: String {
        switch self {
        case .maildir(let path): path
        }
    }

    /// Protocol and address, such as `maildir:/var/mail/owner`.
    public var description: String { "\(protocolName):\(address)" }

    /// Why nothing can be delivered to this address, wherever it is tried; `nil` where it may be.
    var problem: String? {
        switch self {
        case .maildir(let path):
            if !path.hasPrefix("/") { return "the path of a Maildir begins with /" }
            if path.utf8.count > 3800 { return "the path of a Maildir has at most 3,800 bytes" }
            if path.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7f }) {
                return "the path of a Maildir has no control characters"
            }
            return nil
        }
    }
}
