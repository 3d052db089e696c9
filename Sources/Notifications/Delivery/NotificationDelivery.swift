public import Engine
public import EventLog
internal import Logging
internal import Synchronization

/// Delivers published messages to their subscribers: at least once each, never zero times.
///
/// Add it to an engine with `engine.add(_:)`. What a subscriber got is recorded after it has it; a worker that dies in
/// between leaves the stream to another one, which delivers again. Every message therefore has a stable id.
public final class NotificationDelivery: StreamProcessor {
    /// The category `notification`.
    public let category = StreamCategory.notification
    /// The queue on which notifications wait.
    public let queue: Queue
    private let configuration: NotificationConfiguration
    private let log: LogWriter
    private let directory: TopicDirectory
    private let lanes: ServerLanes
    private let queues: QueueTransport
    /// The streams that are being worked on here: a claim that is given twice does its work once.
    private let busy = Mutex<Set<StreamID>>([])

    /// Makes a processor over the store of the engine it will be added to.
    public init(store: any EventStore, configuration: NotificationConfiguration = NotificationConfiguration()) {
        self.queue = configuration.queue
        self.configuration = configuration
        self.log = LogWriter(store: store, clock: configuration.clock, random: configuration.random)
        directory = TopicDirectory(store: store, configuration: configuration)
        lanes = ServerLanes(width: configuration.attemptsPerServer, clock: configuration.clock)
        queues = QueueTransport(store: store, configuration: configuration)
    }

    /// Offers the message to every subscriber whose attempt is due, all at one time, and records each end as it comes.
    ///
    /// It waits while the store does not answer. A stream that cannot be understood is parked; where the store refuses
    /// something for good, the stream is put back, to be claimed again a little later.
    ///
    /// - Throws: `CancellationError` alone, where the task was cancelled before the stream was released.
    public func process(_ claimed: ClaimedStream, worker: WorkerID) async throws {
        let isFree = busy.withLock { $0.insert(claimed.stream).inserted }
        guard isFree else { return }
        defer { busy.withLock { _ = $0.remove(claimed.stream) } }
        do {
            try await handle(claimed, worker)
        } catch {
            guard !Task.isCancelled else { throw CancellationError() }
            // Not even the release was taken: another worker gets the stream when this one ends.
            report("a notification could not be put back", claimed, error)
        }
    }

    private func handle(_ claimed: ClaimedStream, _ worker: WorkerID) async throws {
        do {
            guard var stream = try await load(claimed) else { return }
            let fence = stream.state.takenOverBy
            do {
                try await work(on: &stream, claimed, worker)
            } catch let error as EventStoreError where !Task.isCancelled {
                report("a notification is put back", claimed, error)
                try await putBack(&stream, worker, fence)
            } catch let error as TopicError where !Task.isCancelled {
                report("a notification is put back", claimed, error)
                try await putBack(&stream, worker, fence)
            }
        } catch let error as NotificationEventError {
            report("a notification cannot be read", claimed, error)
            try await park(claimed, because: error)
        }
    }

    /// The stream's fold; `nil` where the store refused to read it and it was put back.
    private func load(_ claimed: ClaimedStream) async throws -> NotificationStream? {
        do {
            return try await NotificationStream.load(claimed.stream, from: log)
        } catch let error as EventStoreError where !Task.isCancelled {
            report("a notification is put back unread", claimed, error)
            let wakeUp = WakeUp(
                due: configuration.clock.now().adding(NotificationDelivery.rest), queue: claimed.queue,
                semantics: NotificationSemantics.current)
            let head = try await log.store.head(of: claimed.stream).head
            let append = Append(to: claimed.stream, expected: head, events: [], wakeUp: .set(wakeUp))
            _ = try await log.commit(append, patience: nil)
            return nil
        }
    }

    private func work(on stream: inout NotificationStream, _ claimed: ClaimedStream, _ worker: WorkerID) async throws {
        if case .takenOver(let former) = claimed.reason {
            try await stream.append { state, _ in
                .init([.takenOver(by: worker, from: former)], wakeUp: state.wakeUp(holder: worker).map { .set($0) })
            }
        }
        if stream.state.isUnresolved { try await resolve(&stream, worker) }
        // The store's clock said that it is due; this process's clock may be a little behind.
        let now = max(configuration.clock.now(), claimed.due, stream.state.lastEventAt)
        var round = DeliveryRound(fence: stream.state.takenOverBy)
        try await withThrowingTaskGroup(of: DeliveryRound.Step.self) { group in
            begin(&round, stream, at: now, in: &group)
            if round.isLast { try await release(&stream, worker, round) }
            while !round.isLast, let step = try await group.next() {
                switch step {
                case .ended: try await record(&round, in: &stream, worker)
                case .due: round.timer = nil
                }
                // A retry that comes due does not wait for the attempts that are still going on.
                if !round.isLast { begin(&round, stream, at: configuration.clock.now(), in: &group) }
            }
            group.cancelAll()
        }
    }

    /// Looks up who gets what was published without the names of its subscribers.
    private func resolve(_ stream: inout NotificationStream, _ worker: WorkerID) async throws {
        guard let published = stream.state.published else { return }
        let topic = try await directory.topic(published.topic)
        let resolved = NotificationEvent.Resolved(
            subscribers: topic?.subscribers(for: published.attributes) ?? [],
            problem: topic == nil ? "Topic does not exist: \(published.topic)" : nil)
        try await stream.append { state, now in
            guard state.isUnresolved else { return .init([], wakeUp: nil) }
            var after = state
            _ = after.evolve(.resolved(resolved), at: now)
            return .init([.resolved(resolved)], wakeUp: after.wakeUp(holder: worker).map { .set($0) } ?? .remove)
        }
    }

    /// Begins the attempts that are due, and sets the timer for the next one.
    private func begin(
        _ round: inout DeliveryRound, _ stream: NotificationStream, at now: Timestamp,
        in group: inout ThrowingTaskGroup<DeliveryRound.Step, any Error>
    ) {
        guard !Task.isCancelled, stream.state.takenOverBy == round.fence else { return }
        let others = round.inFlight.union(round.putOff)
        let due = stream.state.due(at: now).filter { !others.contains($0.subscriber.id) }
        for message in stream.messages(for: due, configuration) {
            round.inFlight.insert(message.subscription)
            let isLastChance = due.contains { $0.subscriber.id == message.subscription && $0.giveUpAt <= now }
            group.addTask { [box = round.box] in
                let outcome = await self.attempt(message, isLastChance: isLastChance)
                box.put(.init(subscription: message.subscription, outcome: outcome))
                return .ended
            }
        }
        guard !round.isLast, let next = stream.state.nextDue(except: round.inFlight.union(round.putOff)),
            round.timer.map({ next < $0 }) ?? true
        else { return }
        round.timer = next
        let clock = configuration.clock
        group.addTask {
            try? await clock.sleep(until: next)
            return .due
        }
    }

    /// Makes an attempt; `nil` where it is put off, because its server is slow or another process has to make it.
    private func attempt(_ message: OutgoingMessage, isLastChance: Bool) async -> DeliveryOutcome? {
        guard
            let transport = configuration.transports.transport(for: message.endpoint) ?? ownTransport(message.endpoint)
        else {
            return isLastChance
                ? .failed(reason: "no process has a transport for \(message.endpoint.protocolName)") : nil
        }
        let clock = configuration.clock
        guard let turn = await lanes.enter(message.endpoint.server) else {
            return isLastChance ? .failed(reason: "the server is slow, and the time is up") : nil
        }
        let began = clock.now()
        let outcome = await LimitedAttempt.deliver(
            message, by: transport, limit: configuration.attemptLimit, clock: clock)
        lanes.leave(turn, isWell: clock.now().duration(since: began) < ServerLanes.patience)
        return outcome
    }

    /// The queues are in the log that is delivered from.
    private func ownTransport(_ endpoint: SubscriptionEndpoint) -> (any SubscriberTransport)? {
        if case .queue = endpoint { queues } else { nil }
    }

    private func record(
        _ round: inout DeliveryRound, in stream: inout NotificationStream, _ worker: WorkerID
    ) async throws {
        let ends = round.box.takeAll()
        guard !ends.isEmpty else { return }
        for end in ends {
            round.inFlight.remove(end.subscription)
            if end.outcome == nil { round.putOff.insert(end.subscription) }
        }
        let seeds = ends.map { _ in Seed(high: configuration.random(), low: configuration.random()) }
        let round = round
        let pause = putOffPause(stream)
        try await stream.append { state, now in
            var after = state
            var events: [NotificationEvent] = []
            for (end, seed) in zip(ends, seeds) {
                guard let outcome = end.outcome else { continue }
                for event in after.decide(outcome, for: end.subscription, at: now, seed: seed) {
                    _ = after.evolve(event, at: now)
                    events.append(event)
                }
            }
            let wakeUp = NotificationDelivery.change(after, worker, round, putOffUntil: now.adding(pause))
            // Nothing new is known: the wake-up stands as it is held.
            return .init(events, wakeUp: events.isEmpty && !round.isLast ? nil : wakeUp)
        }
        for end in ends { log(end, of: stream) }
    }

    private func release(_ stream: inout NotificationStream, _ worker: WorkerID, _ round: DeliveryRound) async throws {
        let pause = putOffPause(stream)
        try await stream.append { state, now in
            .init(
                [], wakeUp: NotificationDelivery.change(state, worker, round, putOffUntil: now.adding(pause)))
        }
    }

    /// How long what was put off rests: a quarter of its age, so that what waits long is looked at seldom.
    private func putOffPause(_ stream: NotificationStream) -> Duration {
        let age = configuration.clock.now().duration(since: stream.state.publishedAt)
        let pause = min(max(age / 4, .milliseconds(500)), .seconds(60))
        let chance = Double(configuration.random() >> 11) / 9_007_199_254_740_992
        return pause / 2 + pause * chance / 2
    }

    /// What becomes of the wake-up: it says when the next attempt is due, as the fold does, or when what was put off is
    /// looked at again.
    private static func change(
        _ state: NotificationState, _ worker: WorkerID, _ round: DeliveryRound, putOffUntil: Timestamp
    ) -> WakeUpChange? {
        guard var wakeUp = state.wakeUp(holder: round.isLast ? nil : worker) else { return .remove }
        if !state.isUnresolved {
            let next = state.nextDue(except: round.putOff)
            let isWaiting = round.putOff.contains { state.delivery(to: $0)?.due != nil }
            wakeUp.due = isWaiting ? min(next ?? putOffUntil, putOffUntil) : wakeUp.due
        }
        // Another worker took the stream over meanwhile: what was delivered is told, but the stream is not ours to release.
        return state.takenOverBy == round.fence ? .set(wakeUp) : nil
    }

    /// How long a stream rests after the store refused something for good.
    private static let rest = Duration.seconds(5)

    /// Lets go of a stream before its work is done.
    private func putBack(_ stream: inout NotificationStream, _ worker: WorkerID, _ fence: WorkerID?) async throws {
        try await stream.append { state, now in
            // Another worker took the stream over meanwhile: it is not ours to release.
            guard state.takenOverBy == fence || state.takenOverBy == worker else { return .init([], wakeUp: nil) }
            guard var wakeUp = state.wakeUp() else { return .init([], wakeUp: .remove) }
            wakeUp.due = max(wakeUp.due, now.adding(NotificationDelivery.rest))
            return .init([], wakeUp: .set(wakeUp))
        }
    }

    private func park(_ claimed: ClaimedStream, because error: NotificationEventError) async throws {
        let events = try await log.read(claimed.stream, patience: nil)
        guard let first = events.first, let last = events.last else { return }
        let index = NotificationIndexer.stuck(beganWith: first, because: error)
        let append = Append(
            to: claimed.stream, expected: last.head, events: [], wakeUp: index.wakeUp.map { .set($0) } ?? .unchanged,
            status: index.status, labels: index.labels)
        _ = try await log.commit(append, patience: nil)
    }

    private func report(_ message: Logger.Message, _ claimed: ClaimedStream, _ error: any Error) {
        configuration.logger.error(
            message, metadata: ["notification": "\(claimed.stream)", "error": "\(error)"])
    }

    private func log(_ end: DeliveryRound.End, of stream: NotificationStream) {
        let metadata: Logger.Metadata = ["notification": "\(stream.id)", "subscription": "\(end.subscription)"]
        switch end.outcome {
        case nil: configuration.logger.debug("a message was put off", metadata: metadata)
        case .delivered: configuration.logger.debug("a message was delivered", metadata: metadata)
        case .failed(let reason, _), .failedForGood(let reason):
            configuration.logger.warning(
                "a message was not delivered", metadata: metadata.merging(["reason": "\(reason)"]) { $1 })
        }
    }
}
