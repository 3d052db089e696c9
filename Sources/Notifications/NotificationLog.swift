public import Engine
public import EventLog

/// Reads notifications: who was told what, when, over which attempts.
public struct NotificationLog: Sendable {
    private let store: any EventStore
    let log: LogWriter

    /// Makes a reader of a store.
    public init(store: any EventStore, clock: any EngineClock = SystemEngineClock()) {
        self.store = store
        log = LogWriter(store: store, clock: clock, random: { UInt64.random(in: .min ... .max) })
    }

    /// What is known of a notification now.
    ///
    /// - Throws: `NotificationLogError` where there is none or its stream cannot be read.
    public func describe(_ notification: StreamID) async throws(NotificationLogError) -> NotificationDescription {
        guard let description = NotificationDescription(notification, try await load(notification).state) else {
            throw .unknownNotification(notification)
        }
        return description
    }

    /// The fold of a notification's stream and its head.
    func load(
        _ notification: StreamID
    ) async throws(NotificationLogError) -> (state: NotificationState, head: StreamHead) {
        let events: [RecordedEvent]
        do {
            events = try await log.read(notification, patience: .seconds(5))
        } catch {
            throw .store(error)
        }
        var state = NotificationState()
        do {
            for event in events { try state.evolve(event) }
        } catch {
            throw .unreadable(notification, error)
        }
        guard let last = events.last else { throw .unknownNotification(notification) }
        return (state, last.head)
    }

    /// Every attempt that was recorded for a notification, in the order of the log.
    ///
    /// - Throws: `NotificationLogError` where there is none or its stream cannot be read.
    public func attempts(
        of notification: StreamID
    ) async throws(NotificationLogError) -> [DeliveryAttempt] {
        let events: [RecordedEvent]
        do {
            events = try await log.read(notification, patience: .seconds(5))
        } catch {
            throw .store(error)
        }
        var attempts: [DeliveryAttempt] = []
        do {
            for event in events {
                if let attempt = DeliveryAttempt(try NotificationEvent(event), at: event.recordedAt) {
                    attempts.append(attempt)
                }
            }
        } catch {
            throw .unreadable(notification, error)
        }
        return attempts
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
            found += page.notifications
            guard let next = page.next else { return found }
            query.after = next
        }
    }

    /// One page of notifications: of the query's status, and of its labels `topic` (an ARN) and `execution` (a UUID).
    ///
    /// The query's category is not looked at.
    ///
    /// - Throws: `NotificationLogError` where one of them cannot be read.
    public func list(
        _ query: StreamQuery
    ) async throws(NotificationLogError) -> (notifications: [NotificationDescription], next: StreamCursor?) {
        var query = query
        query.category = .notification
        let page: StreamPage
        do {
            page = try await store.streams(query)
        } catch {
            throw .store(error)
        }
        var found: [NotificationDescription] = []
        for summary in page.streams { found.append(try await describe(summary.stream)) }
        return (found, page.next)
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
            guard found.contains(where: { $0.status == .pending }), log.clock.now() < deadline else { return found }
            do {
                try await log.clock.sleep(until: min(deadline, log.clock.now().adding(.milliseconds(20))))
            } catch {
                return found
            }
        }
    }
}
