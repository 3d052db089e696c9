internal import Engine
public import EventLog

extension NotificationLog {
    /// Has a notification offered again to subscribers who did not get it, with the same `Message-ID`.
    ///
    /// - Parameters:
    ///   - subscription: the only one to offer it to; by default all that were given up.
    ///   - author: who wants it, where that is to be known.
    ///   - deadline: for how long from now it is tried. Default 3 days.
    /// - Returns: the subscriptions it is offered to again; none where none was given up.
    /// - Throws: `NotificationLogError`.
    @discardableResult
    public func resend(
        _ notification: StreamID, to subscription: SubscriptionID? = nil, by author: String? = nil,
        deadline: Duration = .seconds(259_200)
    ) async throws(NotificationLogError) -> [SubscriptionID] {
        let state: NotificationState = try await load(notification).state
        var sent: [SubscriptionID] = []
        for subscriber in state.subscribers where subscription.map({ $0 == subscriber.id }) ?? true {
            let stream = StreamID.delivery(of: notification, to: subscriber.id)
            if try await resend(stream, by: author, deadline) { sent.append(subscriber.id) }
        }
        return sent
    }

    /// Whether it was given up and is tried again.
    private func resend(
        _ delivery: StreamID, by author: String?, _ deadline: Duration
    ) async throws(NotificationLogError) -> Bool {
        while true {
            guard let (state, head): (DeliveryState, StreamHead) = try await loadIfThere(delivery) else { return false }
            guard case .givenUp = state.phase else { return false }
            let now = max(log.clock.now(), state.lastEventAt)
            let event = DeliveryEvent.resendRequested(.init(by: author, giveUpAt: now.adding(deadline)))
            var after = state
            _ = after.evolve(event, at: now)
            let append = Append(
                to: delivery, expected: head, events: [event.newEvent(recordedAt: now)],
                wakeUp: after.wakeUp(holder: nil).map { .set($0) } ?? .unchanged, status: after.status)
            do {
                if case .committed = try await log.commit(append, patience: .seconds(5)).0 { return true }
            } catch {
                throw .store(error)
            }
        }
    }
}
