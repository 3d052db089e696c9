internal import Engine
internal import EventLog

/// What can happen to the delivery of one message to one subscriber.
enum DeliveryEvent: StreamFoldEvent {
    /// It has a stream of its own from now on; its first attempt is over, or was put off.
    case created(Created)
    /// A worker took it over from one that died; from here on an attempt may be a second one.
    case takenOver(by: WorkerID, from: WorkerID)
    /// The subscriber has the message.
    case delivered(Delivered)
    /// An attempt failed and there will be another.
    case failed(Failed)
    /// The subscriber does not get it.
    case givenUp(GivenUp)
    /// Somebody wants it to be offered again now: it was given up, or its next attempt was yet to come.
    case resendRequested(ResendRequested)

    /// Which message goes to whom, and by which rules. The text stands in the message's own stream.
    struct Created: Hashable {
        /// The rules it is delivered by.
        var semantics: Int
        /// The queue its workers serve.
        var queue: Queue
        /// The message.
        var notification: StreamID
        var subscriber: NotificationEvent.Subscriber
        /// How failed attempts are repeated.
        var retry: RetrySchedule
        /// From when on a failed attempt is the last.
        var giveUpAt: Timestamp
    }

    struct Delivered: Hashable {
        /// Which attempt it was, from 1.
        var attempt: Int
        /// Whether the subscriber had it from an attempt whose record was lost.
        var wasThere: Bool
        /// What the subscriber's side said, such as the file's name.
        var answer: String?
    }

    struct Failed: Hashable {
        var attempt: Int
        var reason: String
        /// How long the subscriber's side asked to be left alone.
        var retryAfterMilliseconds: Int?
        var retryAt: Timestamp
        /// The chance in `retryAt`.
        var seed: Seed
    }

    struct GivenUp: Hashable {
        var attempt: Int
        var reason: String
        /// Whether trying again could not have helped; otherwise the time was up.
        var isPermanent: Bool
    }

    struct ResendRequested: Hashable {
        var by: String?
        /// From when on a failed attempt is the last.
        var giveUpAt: Timestamp
    }
}
