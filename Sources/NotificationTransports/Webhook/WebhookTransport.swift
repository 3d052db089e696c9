public import CurlTransfers
public import EventLog
public import Notifications

/// Posts messages to webhooks.
///
/// What a webhook answers decides: 2xx is a delivery; 408, 425, 429, 5xx and a network that fails are tried again, not before
/// `Retry-After`; all else is final. Redirects are not followed. Addresses that are not public are refused unless the
/// policy allows them.
public struct WebhookTransport: SubscriberTransport {
    /// How webhooks are called.
    public struct Configuration: Sendable {
        /// Which addresses may be connected to.
        public var addresses = AddressPolicy()
        /// A file with the certificates of the authorities that are trusted, in PEM; `nil` means the system's.
        public var authorities: String?
        /// How long a call may take.
        public var limits = TransferLimits()
        /// How many connections are made to one server at the most. Default 8.
        public var connectionsPerServer = 8
        /// Where time comes from, for the signature.
        public var now: @Sendable () -> Timestamp

        /// The defaults.
        ///
        /// - Parameter now: the time, such as an engine's clock tells it.
        public init(now: @escaping @Sendable () -> Timestamp) {
            self.now = now
        }
    }

    private let configuration: Configuration
    private let driver: CurlDriver

    /// Makes a transport, with a thread of its own.
    public init(_ configuration: Configuration) {
        self.configuration = configuration
        driver = CurlDriver(connectionsPerServer: configuration.connectionsPerServer)
    }

    /// Makes one call.
    public func deliver(_ message: OutgoingMessage) async -> DeliveryOutcome {
        switch message.endpoint {
        case .https, .http: break
        default: return .failedForGood(reason: "the endpoint is not a webhook")
        }
        guard let key = message.credentials.signingKey else {
            return .failed(reason: "no secret is configured to sign with, or the subscription is of another one")
        }
        let now = configuration.now()
        let request = WebhookRequest(message, key: key, now: now)
        var transfer = CurlRequest(
            url: message.endpoint.address,
            upload: .http(
                method: "POST", request.body, headers: request.headers.map { "\($0.name): \($0.value)" }))
        transfer.authorities = configuration.authorities
        transfer.limits = configuration.limits
        transfer.addresses = configuration.addresses
        return WebhookTransport.outcome(await driver.perform(transfer), now: now)
    }

    static func outcome(_ result: CurlResult, now: Timestamp) -> DeliveryOutcome {
        if result.wasAddressRefused, result.status == 0 {
            return .failedForGood(reason: "its address is not public, and none of the networks that are allowed")
        }
        guard result.isAnswered else {
            return .failed(reason: result.message)
        }
        let answer = "HTTP \(result.status)"
        switch result.status {
        case 200...299: return .delivered(answer: answer, wasThere: false)
        case 300...399: return .failedForGood(reason: "\(answer): redirects are not followed")
        case 408, 425, 429, 500...599:
            return .failed(
                reason: answer + excerpt(result.body),
                retryAfter: result.retryAfter.flatMap { RetryAfter.pause($0, now: now) })
        default: return .failedForGood(reason: answer + excerpt(result.body))
        }
    }

    /// The first line of what was answered, as far as it can be shown.
    private static func excerpt(_ body: [UInt8]) -> String {
        let line = body.prefix { $0 != 0x0a && $0 != 0x0d }.prefix(200)
        guard !line.isEmpty, line.allSatisfy({ (0x20...0x7e).contains($0) }) else { return "" }
        return ": " + String(decoding: line, as: UTF8.self)
    }
}
