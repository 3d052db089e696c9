internal import EventLog

extension EventFields {
    /// The number of the rules. Read it first of all: other rules may have other fields.
    mutating func semantics() throws(NotificationEventError) -> Int {
        let number = try int("semantics")
        guard number == NotificationSemantics.current else { throw unknownSemantics(number) }
        return number
    }

    /// The fields of a subscriber.
    mutating func subscriber() throws(NotificationEventError) -> NotificationEvent.Subscriber {
        NotificationEvent.Subscriber(
            id: try subscription(), endpoint: try endpoint(), isRaw: try bool("raw"),
            nonce: try optionalString("nonce"))
    }

    /// The field `subscribers`.
    mutating func subscribers() throws(NotificationEventError) -> [NotificationEvent.Subscriber] {
        var subscribers: [NotificationEvent.Subscriber] = []
        for var entry in try objects("subscribers") {
            subscribers.append(try entry.subscriber())
            try entry.end()
        }
        return subscribers
    }

    /// How failed attempts are repeated.
    mutating func retry() throws(NotificationEventError) -> RetrySchedule {
        RetrySchedule(
            firstPauseMilliseconds: try pause("firstPauseMilliseconds"),
            longestPauseMilliseconds: try pause("longestPauseMilliseconds"))
    }

    /// The streams of an array.
    mutating func streams(_ name: String) throws(NotificationEventError) -> [StreamID] {
        var streams: [StreamID] = []
        for text in try strings(name) { streams.append(try require(StreamID(text), name)) }
        return streams
    }
}
