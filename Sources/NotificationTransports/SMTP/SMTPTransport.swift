internal import CCurl
public import CurlTransfers
public import Notifications

/// Sends messages as mails over SMTP.
///
/// A server's answer decides about a message: 2yz is a delivery, 4yz is tried again, 5yz to the sender, the recipient or the
/// mail is final. What is not about the message, such as a network, a certificate, a greeting or a login that
/// fails, is tried again until the deadline, so that a wrong password costs no mail.
public struct SMTPTransport: SubscriberTransport {
    /// How mail is sent.
    public struct Configuration: Sendable {
        /// The server.
        public var server: SMTPServer
        /// Whom mails are from.
        public var sender: MailAddress
        /// What an application adds.
        public var supplementer: (any MailSupplementer)?
        /// A file with the certificates of the authorities that are trusted, in PEM; `nil` means the system's.
        public var authorities: String?
        /// How long it may take.
        public var limits = TransferLimits()
        /// How many connections are made to the server at the most. Default 8, as many as there are attempts at one time.
        public var connections = 8

        /// The defaults.
        public init(server: SMTPServer, sender: MailAddress) {
            self.server = server
            self.sender = sender
        }
    }

    private let configuration: Configuration
    private let driver: CurlDriver

    /// Makes a transport, with a thread of its own.
    public init(_ configuration: Configuration) {
        self.configuration = configuration
        driver = CurlDriver(connectionsPerServer: configuration.connections)
    }

    /// Offers the mail to the server.
    public func deliver(_ message: OutgoingMessage) async -> DeliveryOutcome {
        guard case .email(let address) = message.endpoint, let recipient = EmailAddress(address) else {
            return .failedForGood(reason: "the endpoint is no address")
        }
        let supplement: MailSupplement
        do {
            supplement = try await configuration.supplementer?.supplement(to: message) ?? MailSupplement()
        } catch {
            return .failed(reason: "what is added to the mail is not known: \(error)")
        }
        let mail = MailMessage(message, from: configuration.sender, to: recipient, supplement)
        let server = configuration.server
        var transfer = CurlRequest(
            url: server.url,
            upload: .mail(mail.wireBytes, from: configuration.sender.address, to: recipient.description))
        transfer.user = server.user
        transfer.password = server.password
        transfer.authorities = configuration.authorities
        transfer.limits = configuration.limits
        transfer.startTLS =
            switch server.security {
            case .implicit, .off: .never
            case .opportunistic: .whereOffered
            case .required: .required
            }
        return SMTPTransport.outcome(await driver.perform(transfer))
    }

    static func outcome(_ result: CurlResult) -> DeliveryOutcome {
        let answer = printable(result.lastLine)
        if result.code == CURLE_OK.rawValue { return .delivered(answer: answer, wasThere: false) }
        // The last answer counts where it was one to a command about this message, and where it was an answer: a server
        // that hangs up leaves the one before standing.
        let isAboutMail = ["MAIL", "RCPT", "DATA"].contains(result.lastCommand)
        let isAnswered =
            result.code == CURLE_SEND_ERROR.rawValue || result.code == CURLE_WEIRD_SERVER_REPLY.rawValue
            || result.code == CURLE_LOGIN_DENIED.rawValue
        guard isAnswered, let status = Int(answer.prefix(3)), (400...599).contains(status) else {
            return .failed(reason: printable(result.message))
        }
        let reason = "\(result.lastCommand): \(answer)"
        // 530 asks for a login or for TLS.
        let isFinal = isAboutMail && status >= 500 && status != 530
        return isFinal ? .failedForGood(reason: reason) : .failed(reason: reason)
    }

    private static func printable(_ line: String) -> String {
        String(
            String.UnicodeScalarView(line.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7f }.prefix(300)))
    }
}
