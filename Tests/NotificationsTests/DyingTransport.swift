import EventLog

@testable import Notifications

/// Puts the message into its queue, and then lets the process die.
struct DyingTransport: SubscriberTransport {
    let store: any EventStore
    let configuration: NotificationConfiguration
    let fault: CommitFault

    func deliver(_ message: OutgoingMessage) async -> DeliveryOutcome {
        let outcome = await QueueTransport(store: store, configuration: configuration).deliver(message)
        fault.failNextCommit(.lostBefore)
        return outcome
    }
}
