internal import Engine
public import EventLog

extension NotificationLog {
    /// One page of notifications: of the query's status, and of its labels `topic` (an ARN) and `execution` (a UUID).
    ///
    /// `PENDING`, `DELIVERED` and `GIVEN_UP` mean what `NotificationDescription.status` says, but that a notification with
    /// a subscriber who will not get it is listed as given up while others have yet to get it, too. The query's
    /// category is not looked at. What cannot be read counts too, and hides none of the others.
    ///
    /// - Throws: `NotificationLogError.store` where the store fails.
    public func list(_ query: StreamQuery) async throws(NotificationLogError) -> NotificationPage {
        var query = query
        var found = NotificationPage()
        while true {
            let page = try await page(query)
            for place in page.places {
                try await look(at: place, for: query, &found)
                query.after = place.cursor
                if found.notifications.count + found.unreadable.count == query.limit {
                    found.next = page.isLast && place == page.places.last ? nil : place.cursor
                    return found
                }
            }
            if page.isLast { return found }
        }
    }

    private func look(
        at place: Place, for query: StreamQuery, _ found: inout NotificationPage
    ) async throws(NotificationLogError) {
        do {
            if let notification = try await notification(of: place, for: query) {
                found.notifications.append(notification)
            }
        } catch {
            if case .store = error { throw error }
            found.unreadable.append(.init(stream: place.stream, error: error))
        }
    }

    /// Looking at few at a time would cost more than it saves where many are not asked for.
    private static let leastPage = 100

    /// A stream in the list, and where it stands there.
    private struct Place: Equatable {
        let stream: StreamID
        let cursor: StreamCursor
    }

    /// The next streams that may have to do with the query: messages, and, where a status is asked for, those deliveries that
    /// tell of it. Both lists have the same order, so that one cursor is a place in both.
    private func page(_ query: StreamQuery) async throws(NotificationLogError) -> (places: [Place], isLast: Bool) {
        var queries: [StreamQuery] = [query]
        queries[0].category = .notification
        queries[0].limit = max(query.limit, NotificationLog.leastPage)
        switch query.status {
        case .pending?, .givenUp?:
            queries.append(queries[0])
            queries[1].category = .delivery
            queries[1].labels = [:]
        case .delivered?: queries[0].status = .fannedOut
        default: break
        }
        var places: [Place] = []
        var isLast = true
        for query in queries {
            do {
                let page = try await store.streams(query)
                isLast = isLast && page.next == nil
                places += page.streams.compactMap { summary in
                    summary.createdAt.map {
                        Place(stream: summary.stream, cursor: StreamCursor(createdAt: $0, uuid: summary.stream.uuid))
                    }
                }
            } catch {
                throw .store(error)
            }
        }
        places.sort { a, b in
            let (first, second) = query.newestFirst ? (b.cursor, a.cursor) : (a.cursor, b.cursor)
            return (first.createdAt, first.uuid) < (second.createdAt, second.uuid)
        }
        // Past the end of the shorter list nothing is known of what lies between.
        let limit = queries[0].limit
        return (Array(places.prefix(limit)), isLast && places.count <= limit)
    }

    /// The notification that a place in the list stands for; `nil` where another place does, or where it is not asked for.
    private func notification(
        of place: Place, for query: StreamQuery
    ) async throws(NotificationLogError) -> NotificationDescription? {
        guard place.stream.category == .delivery else {
            let found = try await describe(place.stream)
            // What stands in the indexes of the message is less than what its deliveries say.
            return query.status.map { $0 == found.status } ?? true ? found : nil
        }
        let delivery: DeliveryState = try await load(place.stream).state
        guard let message = delivery.created?.notification else { return nil }
        let state: NotificationState = try await load(message).state
        guard query.labels.allSatisfy({ state.labels[$0.key] == $0.value }), state.status != query.status else {
            return nil
        }
        let found = try await describe(message)
        // Of several deliveries of a message that are so, the first stands for it.
        return found.deliveries.first { $0.status == query.status }?.stream == place.stream ? found : nil
    }
}
