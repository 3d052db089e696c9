internal import Engine
internal import EventLog

/// A delivery's work: another attempt, or a first one that was put off.
struct Redelivery {
    let tools: DeliveryTools

    func run(_ stream: inout HeldStream<DeliveryState>, _ claimed: ClaimedStream) async throws {
        let fence = stream.state.takenOverBy
        // The store's clock said that it is due; this process's clock may be a little behind.
        let now = max(tools.configuration.clock.now(), claimed.due, stream.state.lastEventAt)
        guard let created = stream.state.created, let due = stream.state.due, due <= now else {
            return try await release(&stream, fence)
        }
        let message = try await tools.messages.message(created.notification, from: tools.log)
        guard
            let outgoing = OutgoingMessage(
                created.notification, message.published, at: message.publishedAt, to: created.subscriber,
                attempt: stream.state.attempts + 1, tools.configuration)
        else { return try await release(&stream, fence) }
        let canCarry = tools.attempts.canCarry(to: created.subscriber.endpoint)
        let isLastChance = canCarry ? stream.state.isLastChance(at: now) : stream.state.isTransportOverdue(at: now)
        let outcome = await tools.attempts.attempt(outgoing, isLastChance: isLastChance)
        let seed = tools.seed()
        // A process that can carry it comes when somebody starts it, and a turn comes by itself.
        let longest = canCarry ? Duration.seconds(60) : .milliseconds(created.retry.longestPauseMilliseconds)
        let pause = tools.putOffPause(since: stream.state.createdAt, longest: longest)
        try await stream.append { state, now in
            var after = state
            var events: [DeliveryEvent] = []
            if let outcome, let event = state.decide(outcome, at: now, seed: seed) {
                _ = after.evolve(event, at: now)
                events.append(event)
            }
            let change = Redelivery.change(after, fence, putOffUntil: outcome == nil ? now.adding(pause) : nil)
            return .init(events, wakeUp: change)
        }
        tools.report(outcome, of: created.notification, to: created.subscriber.id)
    }

    private func release(_ stream: inout HeldStream<DeliveryState>, _ fence: WorkerID?) async throws {
        try await stream.append { state, _ in .init([], wakeUp: Redelivery.change(state, fence, putOffUntil: nil)) }
    }

    /// What becomes of the wake-up: it says when the next attempt is due, as the fold does, or when what was put off is
    /// looked at again.
    private static func change(_ state: DeliveryState, _ fence: WorkerID?, putOffUntil: Timestamp?) -> WakeUpChange? {
        guard var wakeUp = state.wakeUp(holder: nil) else { return .remove }
        // Another worker took the stream over meanwhile: what was delivered is told, but the stream is not ours to release.
        guard state.takenOverBy == fence else { return nil }
        if let putOffUntil { wakeUp.due = max(wakeUp.due, putOffUntil) }
        return .set(wakeUp)
    }
}
