public import Engine
public import EventLog
internal import Logging
internal import Synchronization

/// Delivers published messages to their subscribers: at least once each, never zero times.
///
/// Add it to an engine with `engine.add(_:)`. What a subscriber got is recorded after it has it; a worker that dies in
/// between leaves the stream to another one, which delivers again. Every message therefore has a stable id.
public final class NotificationDelivery: StreamProcessor {
    /// Messages, and the deliveries of each to its subscribers.
    public let categories: Set<StreamCategory> = [.notification, .delivery]
    /// The queue on which notifications wait.
    public let queue: Queue
    /// The rules of notifications.
    public let semantics = NotificationSemantics.current
    private let configuration: NotificationConfiguration
    private let log: LogWriter
    private let directory: TopicDirectory
    private let tools: DeliveryTools
    /// The streams that are being worked on here: a claim that is given twice does its work once.
    private let busy = Mutex<Set<StreamID>>([])

    /// Makes a processor over the store of the engine it will be added to.
    public init(store: any EventStore, configuration: NotificationConfiguration = NotificationConfiguration()) {
        self.queue = configuration.queue
        self.configuration = configuration
        tools = DeliveryTools(store: store, configuration: configuration)
        log = tools.log
        directory = TopicDirectory(store: store, configuration: configuration)
    }

    /// Offers a message to each of its subscribers, all at one time, and gives each a stream of its own; or makes the next
    /// attempt of such a delivery.
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
            if claimed.stream.category == .delivery {
                let redelivery = Redelivery(tools: tools)
                try await handle(claimed, worker, takenOver: DeliveryEvent.takenOver) {
                    (stream: inout HeldStream<DeliveryState>) in
                    try await redelivery.run(&stream, claimed)
                }
            } else {
                try await handle(claimed, worker, takenOver: NotificationEvent.takenOver) {
                    (stream: inout HeldStream<NotificationState>) in
                    if stream.state.isUnresolved { try await self.resolve(&stream, worker) }
                    try await FanOut(tools: self.tools).run(&stream)
                }
            }
        } catch {
            guard !Task.isCancelled else { throw CancellationError() }
            // Not even the release was taken: another worker gets the stream when this one ends.
            report("a notification could not be put back", claimed, error)
        }
    }

    private func handle<Fold: StreamFold>(
        _ claimed: ClaimedStream, _ worker: WorkerID, takenOver: (WorkerID, WorkerID) -> Fold.Event,
        _ work: (inout HeldStream<Fold>) async throws -> Void
    ) async throws {
        do {
            guard var stream = try await load(claimed, as: Fold.self) else { return }
            let fence = stream.state.takenOverBy
            do {
                if case .takenOver(let former) = claimed.reason {
                    let event = takenOver(worker, former)
                    try await stream.append { state, _ in
                        .init([event], wakeUp: state.wakeUp(holder: worker).map { .set($0) })
                    }
                }
                try await work(&stream)
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
    private func load<Fold: StreamFold>(_ claimed: ClaimedStream, as fold: Fold.Type) async throws -> HeldStream<Fold>?
    {
        do {
            return try await HeldStream<Fold>.load(claimed.stream, from: log)
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

    /// Looks up who gets what was published without the names of its subscribers.
    private func resolve(_ stream: inout HeldStream<NotificationState>, _ worker: WorkerID) async throws {
        guard let published = stream.state.published else { return }
        let topic = try await directory.topic(published.topic)
        let resolved = NotificationEvent.Resolved(
            subscribers: topic?.subscribers(
                for: published.attributes, message: published.message, texts: published.texts) ?? [],
            problem: topic == nil ? "Topic does not exist: \(published.topic)" : nil)
        try await stream.append { state, now in
            guard state.isUnresolved else { return .none }
            var after = state
            _ = after.evolve(.resolved(resolved), at: now)
            return .init([.resolved(resolved)], wakeUp: after.wakeUp(holder: worker).map { .set($0) } ?? .remove)
        }
    }

    /// How long a stream rests after the store refused something for good, at first.
    private static let rest = Duration.seconds(5)
    /// How long it rests at the most: who was reached, and of whom nothing can be recorded, is reached again after it.
    private static let longestRest = Duration.seconds(3600)

    /// Lets go of a stream before its work is done.
    private func putBack<Fold: StreamFold>(
        _ stream: inout HeldStream<Fold>, _ worker: WorkerID, _ fence: WorkerID?
    ) async throws {
        try await stream.append { state, now in
            // Another worker took the stream over meanwhile: it is not ours to release.
            guard state.takenOverBy == fence || state.takenOverBy == worker else { return .none }
            guard var wakeUp = state.wakeUp(holder: nil) else { return .init([], wakeUp: .remove) }
            let age = now.duration(since: max(state.lastEventAt, wakeUp.due))
            let rest = min(max(age / 2, NotificationDelivery.rest), NotificationDelivery.longestRest)
            wakeUp.due = max(wakeUp.due, now.adding(rest))
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
        configuration.logger.error(message, metadata: ["stream": "\(claimed.stream)", "error": "\(error)"])
    }
}
