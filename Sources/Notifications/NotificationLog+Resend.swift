internal import Engine
public import EventLog

extension NotificationLog {
    /// Has a notification offered again, now, to subscribers who did not get it, with the same `Message-ID`.
    ///
    /// Who was given up on gets another time; for whom the next attempt is still to come, it comes as soon as a worker is
    /// free, and the attempts after it as before.
    ///
    /// - Parameters:
    ///   - subscription: the only one to offer it to; by default all that do not have it.
    ///   - author: who wants it, where that is to be known.
    ///   - deadline: for how long from now it is tried, and no shorter than it was to be. Default 3 days.
    /// - Returns: the subscriptions it is offered to again; none where each has it, or is being offered it as it is.
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

    /// Whether it was neither delivered nor due, and is tried again.
    private func resend(
        _ delivery: StreamID, by author: String?, _ deadline: Duration
    ) async throws(NotificationLogError) -> Bool {
        while true {
            guard let (state, head): (DeliveryState, StreamHead) = try await loadIfThere(delivery) else { return false }
            if case .delivered = state.phase { return false }
            let now = max(log.clock.now(), state.lastEventAt)
            let isDue = state.due.map { $0 <= now } ?? false
            let event = DeliveryEvent.resendRequested(
                .init(by: author, giveUpAt: max(state.giveUpAt, now.adding(deadline))))
            var after = state
            if !isDue { _ = after.evolve(event, at: now) }
            // What waits for an attempt may be in somebody's hands by now, and stays there; what was put off is due at once.
            let wakeUp = state.due == nil ? after.wakeUp(holder: nil).map { .set($0) } : WakeUpChange.markMoved
            let append = Append(
                to: delivery, expected: head, events: isDue ? [] : [event.newEvent(recordedAt: now)],
                wakeUp: wakeUp ?? .unchanged, status: after.status == state.status ? nil : after.status)
            do {
                if case .committed = try await log.commit(append, patience: .seconds(5)).0 { return !isDue }
            } catch {
                throw .store(error)
            }
        }
    }
}
