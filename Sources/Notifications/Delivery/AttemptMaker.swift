internal import Engine
internal import EventLog

/// Makes attempts: by the transport of the protocol, in the lane of the server, within the time.
struct AttemptMaker: Sendable {
    private let configuration: NotificationConfiguration
    private let lanes: ServerLanes
    private let queues: QueueTransport

    init(store: any EventStore, configuration: NotificationConfiguration) {
        self.configuration = configuration
        lanes = ServerLanes(width: configuration.attemptsPerServer, clock: configuration.clock)
        queues = QueueTransport(store: store, configuration: configuration)
    }

    /// Makes an attempt; `nil` where it is put off, because its server is slow or another process has to make it.
    func attempt(_ message: OutgoingMessage, isLastChance: Bool) async -> DeliveryOutcome? {
        guard let transport = transport(for: message.endpoint) else {
            return isLastChance ? .failed(reason: "no process speaks \(message.endpoint.protocolName)") : nil
        }
        let clock = configuration.clock
        guard let turn = await lanes.enter(message.endpoint.server, for: message.publishedAt) else {
            return isLastChance ? .failed(reason: "the server is slow, and the time is up") : nil
        }
        let began = clock.now()
        let outcome = await LimitedAttempt.deliver(
            message, by: transport, limit: configuration.attemptLimit, clock: clock)
        lanes.leave(turn, isWell: clock.now().duration(since: began) < ServerLanes.patience)
        return outcome
    }

    /// Whether this process speaks the endpoint's protocol.
    func canCarry(to endpoint: SubscriptionEndpoint) -> Bool { transport(for: endpoint) != nil }

    private func transport(for endpoint: SubscriptionEndpoint) -> (any SubscriberTransport)? {
        if let transport = configuration.transports.transport(for: endpoint) { return transport }
        // The queues are in the log that is delivered from.
        return if case .queue = endpoint { queues } else { nil }
    }
}
