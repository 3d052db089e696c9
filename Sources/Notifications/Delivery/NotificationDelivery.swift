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
    /// The streams that are being worked on here: a claim that is given twice does its work once.
    private let busy = Mutex<Set<StreamID>>([])

    /// Makes a processor over the store of the engine it will be added to.
    public init(store: any EventStore, configuration: NotificationConfiguration = NotificationConfiguration()) {
        self.queue = configuration.queue
        self.configuration = configuration
        self.log = LogWriter(store: store, clock: configuration.clock, random: configuration.random)
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
        // The store's clock said that it is due; this process's clock may be a little behind.
        let now = max(configuration.clock.now(), claimed.due)
        let fence = stream.state.takenOverBy
        var round = DeliveryRound(fence: fence)
        try await withThrowingTaskGroup(of: DeliveryRound.Step.self) { group in
            begin(&round, stream, at: now, in: &group)
            if round.inFlight.isEmpty { try await release(&stream, worker, fence) }
            while !round.inFlight.isEmpty, let step = try await group.next() {
                switch step {
                case .ended(let subscription, let outcome):
                    round.inFlight.remove(subscription)
                    try await record(
                        outcome, for: subscription, in: &stream, worker, fence, isLast: round.inFlight.isEmpty)
                case .due: round.timer = nil
                }
                // A retry that comes due does not wait for the attempts that are still going on.
                if !round.inFlight.isEmpty { begin(&round, stream, at: configuration.clock.now(), in: &group) }
            }
            group.cancelAll()
        }
    }

    /// Begins the attempts that are due, and sets the timer for the next one.
    private func begin(
        _ round: inout DeliveryRound, _ stream: NotificationStream, at now: Timestamp,
        in group: inout ThrowingTaskGroup<DeliveryRound.Step, any Error>
    ) {
        guard !Task.isCancelled, stream.state.takenOverBy == round.fence else { return }
        let due = stream.state.due(at: now).filter { !round.inFlight.contains($0.subscriber.id) }
        for message in stream.messages(for: due) {
            round.inFlight.insert(message.subscription)
            group.addTask { .ended(message.subscription, await self.attempt(message)) }
        }
        guard !round.inFlight.isEmpty, let next = stream.state.nextDue(except: round.inFlight),
            round.timer.map({ next < $0 }) ?? true
        else { return }
        round.timer = next
        let clock = configuration.clock
        group.addTask {
            try? await clock.sleep(until: next)
            return .due
        }
    }

    private func attempt(_ message: OutgoingMessage) async -> DeliveryOutcome {
        await LimitedAttempt.deliver(
            message, by: configuration.transports.transport(for: message.endpoint), limit: configuration.attemptLimit,
            clock: configuration.clock)
    }

    private func record(
        _ outcome: DeliveryOutcome, for subscription: SubscriptionID, in stream: inout NotificationStream,
        _ worker: WorkerID, _ fence: WorkerID?, isLast: Bool
    ) async throws {
        let seed = Seed(high: configuration.random(), low: configuration.random())
        try await stream.append { state, now in
            let events = state.decide(outcome, for: subscription, at: now, seed: seed)
            var after = state
            for event in events { _ = after.evolve(event, at: now) }
            return .init(events, wakeUp: NotificationDelivery.change(after, worker, fence, isLast: isLast))
        }
        log(outcome, of: stream, for: subscription)
    }

    private func release(_ stream: inout NotificationStream, _ worker: WorkerID, _ fence: WorkerID?) async throws {
        try await stream.append { state, _ in
            .init([], wakeUp: NotificationDelivery.change(state, worker, fence, isLast: true))
        }
    }

    /// What becomes of the wake-up: it always says when the next attempt is due, as the fold does.
    private static func change(
        _ state: NotificationState, _ worker: WorkerID, _ fence: WorkerID?, isLast: Bool
    ) -> WakeUpChange? {
        guard let wakeUp = state.wakeUp(holder: isLast ? nil : worker) else { return .remove }
        // Another worker took the stream over meanwhile: what was delivered is told, but the stream is not ours to release.
        return state.takenOverBy == fence ? .set(wakeUp) : nil
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

    private func log(_ outcome: DeliveryOutcome, of stream: NotificationStream, for subscription: SubscriptionID) {
        let metadata: Logger.Metadata = ["notification": "\(stream.id)", "subscription": "\(subscription)"]
        switch outcome {
        case .delivered: configuration.logger.debug("a message was delivered", metadata: metadata)
        case .failed(let reason), .failedForGood(let reason):
            configuration.logger.warning(
                "a message was not delivered", metadata: metadata.merging(["reason": "\(reason)"]) { $1 })
        }
    }
}
