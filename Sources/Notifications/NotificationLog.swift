public import Engine
public import EventLog

/// Reads notifications: who was told what, when, over which attempts.
public struct NotificationLog: Sendable {
    let store: any EventStore
    let log: LogWriter

    /// Makes a reader of a store.
    public init(store: any EventStore, clock: any EngineClock = SystemEngineClock()) {
        self.store = store
        log = LogWriter(store: store, clock: clock, random: { UInt64.random(in: .min ... .max) })
    }

    /// What is known of a notification now.
    ///
    /// - Throws: `NotificationLogError` where there is none or one of its streams cannot be read.
    public func describe(_ notification: StreamID) async throws(NotificationLogError) -> NotificationDescription {
        let state: NotificationState = try await load(notification).state
        var deliveries: [StreamID: DeliveryState] = [:]
        for stream in try await deliveriesThere(notification, state) {
            deliveries[stream] = try await load(stream).state
        }
        guard let description = NotificationDescription(notification, state, deliveries) else {
            throw .unknownNotification(notification)
        }
        return description
    }

    /// Every attempt that was recorded for a notification, in the order of time.
    ///
    /// - Throws: `NotificationLogError` where there is none or one of its streams cannot be read.
    public func attempts(
        of notification: StreamID
    ) async throws(NotificationLogError) -> [DeliveryAttempt] {
        let state: NotificationState = try await load(notification).state
        var attempts: [DeliveryAttempt] = []
        for subscriber in state.subscribers {
            let stream = StreamID.delivery(of: notification, to: subscriber.id)
            do {
                for event in try await read(stream) {
                    let attempt = DeliveryAttempt(
                        try DeliveryEvent(event), of: subscriber.id, at: event.recordedAt)
                    if let attempt { attempts.append(attempt) }
                }
            } catch let error as NotificationEventError {
                throw .unreadable(stream, error)
            } catch let error as NotificationLogError {
                throw error
            } catch {
                throw .unknownNotification(notification)
            }
        }
        return attempts.enumerated().sorted { ($0.1.endedAt, $0.0) < ($1.1.endedAt, $1.0) }.map(\.1)
    }

    /// The deliveries of a notification that have streams.
    private func deliveriesThere(
        _ notification: StreamID, _ state: NotificationState
    ) async throws(NotificationLogError) -> [StreamID] {
        let streams = state.subscribers.map { StreamID.delivery(of: notification, to: $0.id) }
        guard !state.isFannedOut else { return streams }
        do {
            return try await log.heads(of: streams, patience: .seconds(5)).filter { $0.head != .empty }.map(\.stream)
        } catch {
            throw .store(error)
        }
    }

    /// The fold of a stream and its head.
    func load<Fold: StreamFold>(
        _ stream: StreamID
    ) async throws(NotificationLogError) -> (state: Fold, head: StreamHead) {
        guard let found: (state: Fold, head: StreamHead) = try await loadIfThere(stream) else {
            throw .unknownNotification(stream)
        }
        return found
    }

    /// The fold of a stream and its head; `nil` where there is no such stream.
    func loadIfThere<Fold: StreamFold>(
        _ stream: StreamID
    ) async throws(NotificationLogError) -> (state: Fold, head: StreamHead)? {
        let events = try await read(stream)
        guard let last = events.last else { return nil }
        do {
            return (try Fold(folding: events), last.head)
        } catch {
            throw .unreadable(stream, error)
        }
    }

    private func read(_ stream: StreamID) async throws(NotificationLogError) -> [RecordedEvent] {
        do {
            return try await log.read(stream, patience: .seconds(5))
        } catch {
            throw .store(error)
        }
    }

    /// The notifications that an execution published, in the order of their publication.
    ///
    /// - Throws: `NotificationLogError` where one of them cannot be read.
    public func notifications(
        of execution: StreamID
    ) async throws(NotificationLogError) -> [NotificationDescription] {
        var query = StreamQuery(
            category: .notification, labels: ["execution": execution.uuid.text], newestFirst: false, limit: 1000)
        var found: [NotificationDescription] = []
        while true {
            let page = try await list(query)
            if let unreadable = page.unreadable.first { throw unreadable.error }
            found += page.notifications
            guard let next = page.next else { return found }
            query.after = next
        }
    }

    /// The notifications of an execution once each is delivered or given up, or as they are at `deadline`.
    ///
    /// Call it when the execution has ended: it waits for no notification that is yet to be published.
    ///
    /// - Throws: `NotificationLogError` where one of them cannot be read.
    public func settledNotifications(
        of execution: StreamID, until deadline: Timestamp
    ) async throws(NotificationLogError) -> [NotificationDescription] {
        while true {
            let found = try await notifications(of: execution)
            let pending = found.filter { $0.status == .pending }
            guard !pending.isEmpty, log.clock.now() < deadline, try await haveSettled(pending, until: deadline) else {
                return found
            }
        }
    }

    /// Waits for the end of all of them, or of time, by the index: one call tells of all streams. False where the task was
    /// cancelled.
    private func haveSettled(
        _ pending: [NotificationDescription], until deadline: Timestamp
    ) async throws(NotificationLogError) -> Bool {
        let streams = pending.flatMap { [$0.notification] + $0.deliveries.map(\.stream) }
        while log.clock.now() < deadline {
            do {
                try await log.clock.sleep(until: min(deadline, log.clock.now().adding(.milliseconds(20))))
            } catch {
                return false
            }
            do {
                let heads = try await log.heads(of: streams, patience: .seconds(5))
                if !heads.contains(where: { $0.head == .empty || $0.status == .pending }) { return true }
            } catch {
                throw .store(error)
            }
        }
        return true
    }
}
