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
        while true {
            let (state, head) = try await load(notification)
            let now = max(log.clock.now(), state.lastEventAt)
            let wanted = state.deliveries.filter { delivery in
                guard case .givenUp = delivery.phase else { return false }
                return subscription.map { $0 == delivery.subscriber.id } ?? true
            }.map(\.subscriber.id)
            guard !wanted.isEmpty else { return [] }
            var after = state
            let events = wanted.map { id in
                NotificationEvent.resendRequested(
                    .init(subscription: id, by: author, giveUpAt: now.adding(deadline)))
            }
            for event in events { _ = after.evolve(event, at: now) }
            // Where another subscriber has yet to get it, somebody may hold the stream or come back to it: the wake-up is not
            // ours to change then, and what is sent again goes with the next round.
            let wakeUp: WakeUpChange = state.nextDue == nil ? after.wakeUp().map { .set($0) } ?? .unchanged : .unchanged
            let append = Append(
                to: notification, expected: head, events: events.map { $0.newEvent(recordedAt: now) },
                wakeUp: wakeUp, status: after.status == state.status ? nil : after.status)
            do {
                if case .committed = try await log.commit(append, patience: .seconds(5)).0 { return wanted }
            } catch {
                throw .store(error)
            }
        }
    }
}
