internal import EventLog

/// The delivery of one message to one subscriber: the fold of its stream.
struct DeliveryState: StreamFold {
    /// Where it stands.
    enum Phase: Hashable {
        /// The next attempt is due at this moment.
        case open(due: Timestamp)
        /// The subscriber has it.
        case delivered(at: Timestamp, answer: String?)
        /// It does not get it.
        case givenUp(at: Timestamp)
    }

    private(set) var created: DeliveryEvent.Created?
    private(set) var createdAt = Timestamp(microseconds: 0)
    private(set) var lastEventAt = Timestamp(microseconds: .min)
    private(set) var phase = Phase.open(due: Timestamp(microseconds: 0))
    /// From when on a failed attempt is the last.
    private(set) var giveUpAt = Timestamp(microseconds: 0)
    /// How many attempts were recorded.
    private(set) var attempts = 0
    /// Why the last recorded attempt that failed did.
    private(set) var lastReason: String?
    /// The worker that took it over last.
    private(set) var takenOverBy: WorkerID?
    private(set) var takeovers = 0

    /// When the next attempt is due; `nil` where there will be none.
    var due: Timestamp? {
        if created != nil, case .open(let due) = phase { due } else { nil }
    }

    mutating func evolve(_ event: DeliveryEvent, at time: Timestamp) -> String? {
        if case .created(let event) = event {
            guard created == nil else { return "it was created already" }
            (created, createdAt, giveUpAt, lastEventAt) = (event, time, event.giveUpAt, time)
            phase = .open(due: time)
            return nil
        }
        guard created != nil else { return "there is no such delivery yet" }
        if let reason = follow(event, at: time) { return reason }
        lastEventAt = time
        return nil
    }

    private mutating func follow(_ event: DeliveryEvent, at time: Timestamp) -> String? {
        switch event {
        case .created: return nil
        case .takenOver(let worker, _):
            takenOverBy = worker
            takeovers += 1
        case .delivered(let event):
            guard isOpen(for: event.attempt) else { return DeliveryState.notOpen }
            attempts = event.attempt
            phase = .delivered(at: time, answer: event.answer)
        case .failed(let event):
            guard isOpen(for: event.attempt) else { return DeliveryState.notOpen }
            (attempts, lastReason) = (event.attempt, event.reason)
            phase = .open(due: event.retryAt)
        case .givenUp(let event):
            guard isOpen(for: event.attempt) else { return DeliveryState.notOpen }
            (attempts, lastReason) = (event.attempt, event.reason)
            phase = .givenUp(at: time)
        case .resendRequested(let event):
            if case .delivered = phase { return "what was delivered is not sent again" }
            phase = .open(due: time)
            giveUpAt = event.giveUpAt
        }
        return nil
    }

    private static let notOpen = "no such attempt is open"

    private func isOpen(for attempt: Int) -> Bool { due != nil && attempts == attempt - 1 }
}
