internal import Engine
internal import EventLog

/// A notification's work: the first attempt to reach each subscriber, all at one time.
///
/// A delivery's stream is born with the end of its first attempt, in one commit with those that end meanwhile: so what
/// succeeds at once costs no commit of its own and never a wake-up. Whoever takes the notification over makes the
/// attempts that have no stream yet. The last commit says which streams there are, and lets go of the notification.
struct FanOut {
    /// The most deliveries that are born in one commit.
    private static let mostTogether = 128

    let tools: DeliveryTools

    func run(_ stream: inout HeldStream<NotificationState>) async throws {
        guard stream.state.status == .pending else { return try await finish(&stream) }
        let waiting = try await subscribersWithoutStream(stream)
        guard !waiting.isEmpty else { return try await finish(&stream) }
        let ends = AttemptEnds()
        let (tools, id, state) = (tools, stream.id, stream.state)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for subscriber in waiting {
                guard
                    let message = OutgoingMessage(
                        id, state.published, at: state.publishedAt, to: subscriber, attempt: 1, tools.configuration)
                else { continue }
                group.addTask {
                    let outcome = await tools.attempts.attempt(message, isLastChance: false)
                    ends.put(.init(subscriber: subscriber, outcome: outcome))
                }
            }
            var open = waiting.count
            var refusal: EventStoreError?
            while open > 0, try await group.next() != nil {
                let ended = ends.takeAll()
                open -= ended.count
                // What the store refuses of one attempt must not lose the end of another, which may have reached its subscriber.
                let refused = try await record(ended, isLast: open == 0 && refusal == nil, in: &stream)
                refusal = refusal ?? refused
            }
            if let refusal { throw refusal }
        }
    }

    /// Those whose delivery has a stream need nothing from the notification any more. The only subscriber's is born in the
    /// very commit that lets go of it.
    private func subscribersWithoutStream(
        _ stream: HeldStream<NotificationState>
    ) async throws -> [NotificationEvent.Subscriber] {
        let subscribers = stream.state.subscribers
        // But for a worker that was overtaken: its attempt may have come to an end nobody let go of.
        guard subscribers.count > 1 || stream.state.takenOverBy != nil else { return subscribers }
        let heads = try await tools.log.heads(
            of: subscribers.map { .delivery(of: stream.id, to: $0.id) }, patience: nil)
        return zip(subscribers, heads).filter { $1.head == .empty }.map(\.0)
    }

    /// Records attempts' ends, and returns why the store refused one of them.
    private func record(
        _ ends: [AttemptEnds.End], isLast: Bool, in stream: inout HeldStream<NotificationState>
    ) async throws -> EventStoreError? {
        var refusal: EventStoreError?
        for start in stride(from: 0, to: ends.count, by: FanOut.mostTogether) {
            let part = Array(ends[start..<min(start + FanOut.mostTogether, ends.count)])
            let end = isLast && refusal == nil && start + part.count == ends.count
            let refused = try await record(together: part, andLetGo: end, in: &stream)
            refusal = refusal ?? refused
        }
        for end in ends { tools.report(end.outcome, of: stream.id, to: end.subscriber.id) }
        return refusal
    }

    private func record(
        together ends: [AttemptEnds.End], andLetGo isEnd: Bool, in stream: inout HeldStream<NotificationState>
    ) async throws -> EventStoreError? {
        let now = max(tools.log.clock.now(), stream.state.lastEventAt)
        let births = ends.compactMap { Birth($0, of: stream, at: now, tools) }
        var appends = births.map(\.append)
        if isEnd, let last = stream.prepare(FanOut.end(of: stream.state, stream.id), at: now)?.append {
            appends.append(last)
        }
        var refusal: EventStoreError?
        do {
            // Otherwise another worker took the notification over, and was quicker at one of them.
            guard case .conflict = try await tools.log.commit(appends, patience: nil).0 else { return nil }
        } catch {
            // One of them may be what is refused.
            guard error.advice == .giveUp, !Task.isCancelled else { throw error }
        }
        for birth in births {
            do {
                try await birth.settle(tools)
            } catch let error as EventStoreError where error.advice == .giveUp && !Task.isCancelled {
                refusal = error
                tools.report(unrecorded: birth.append.stream, of: stream.id, because: error)
            }
        }
        if isEnd, refusal == nil { try await finish(&stream) }
        return refusal
    }

    /// Says which streams there are, where nobody did, and lets go.
    private func finish(_ stream: inout HeldStream<NotificationState>) async throws {
        let id = stream.id
        try await stream.append { state, _ in FanOut.end(of: state, id) }
    }

    private static func end(of state: NotificationState, _ id: StreamID) -> HeldStream<NotificationState>.Proposal {
        .init(state.status == .pending ? [state.fannedOut(id)] : [], wakeUp: .remove)
    }
}
