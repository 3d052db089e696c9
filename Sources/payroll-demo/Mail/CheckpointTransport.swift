import Notifications

/// Stands still after a delivery and before its record, where a crash test asks for that.
struct CheckpointTransport: SubscriberTransport {
    let transport: any SubscriberTransport
    let checkpoints: Checkpoints

    func deliver(_ message: OutgoingMessage) async -> DeliveryOutcome {
        let outcome = await transport.deliver(message)
        try? await BlockingWork.run { [checkpoints] _ in checkpoints.stop(at: "after mail") }
        return outcome
    }
}
