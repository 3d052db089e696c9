internal import Engine
internal import EventLog

/// The birth of a delivery's stream with the end of its first attempt.
struct Birth {
    /// What gives birth to it.
    let append: Append
    private let outcome: DeliveryOutcome?
    private let seed: Seed

    init?(
        _ end: AttemptEnds.End, of notification: HeldStream<NotificationState>, at now: Timestamp,
        _ tools: DeliveryTools
    ) {
        guard let created = notification.state.created(notification.id, for: end.subscriber) else { return nil }
        (outcome, seed) = (end.outcome, tools.seed())
        var state = DeliveryState()
        _ = state.evolve(created, at: now)
        var events = [created]
        if let outcome, let event = state.decide(outcome, at: now, seed: seed) {
            _ = state.evolve(event, at: now)
            events.append(event)
        }
        var wakeUp = state.wakeUp(holder: nil)
        if outcome == nil { wakeUp?.due = now.adding(tools.putOffPause(since: notification.state.publishedAt)) }
        append = state.creation(
            of: .delivery(of: notification.id, to: end.subscriber.id), events, at: now, wakeUp: wakeUp)
    }

    /// Gives birth to it alone; where it is there already, tells it how this attempt ended.
    func settle(_ tools: DeliveryTools) async throws {
        while true {
            if case .committed = try await tools.log.commit(append, patience: nil).0 { return }
            var stream = try await HeldStream<DeliveryState>.load(append.stream, from: tools.log)
            guard stream.head != .empty else { continue }
            guard let outcome else { return }
            return try await stream.append { state, now in
                guard let event = state.decide(outcome, at: now, seed: seed) else { return .none }
                var after = state
                _ = after.evolve(event, at: now)
                // Whoever has it now decides when it is tried again, but nobody has to where it is over.
                return .init([event], wakeUp: after.due == nil ? .remove : nil)
            }
        }
    }
}
