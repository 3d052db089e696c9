public import Engine
public import EventLog
public import Logging

/// How messages are published and delivered.
///
/// Queue, pauses and deadline are pinned in each notification when it is published: changing them changes no message
/// that is under way.
public struct NotificationConfiguration: Sendable {
    /// The queue on which notifications wait. Default `notification`.
    public var queue = Queue.notification
    /// The pause after the first failed attempt; it doubles with each further one. Whole milliseconds. Default 1 s.
    public var firstPause = Duration.seconds(1)
    /// The longest pause between two attempts. Default 15 min.
    public var longestPause = Duration.seconds(900)
    /// How long after its publication a message that could not be delivered is given up. Default 3 days.
    public var deadline = Duration.seconds(259_200)
    /// How long one attempt may take; then it counts as failed. Default 30 s.
    public var attemptLimit = Duration.seconds(30)
    /// How many attempts are made at one time with what stands behind one server; one that fails or is slow gets one at a
    /// time until it is well again, and its messages wait in the log meanwhile. Default 8.
    public var attemptsPerServer = 8
    /// From what tokens and signing keys follow; without it no address and no webhook can be subscribed.
    public var secret: NotificationSecret?
    /// Where the pages are that confirm and end subscriptions, such as `https://pay.example.org/notifications`: mails link
    /// to `/confirm?token=…` and `/unsubscribe?token=…` below it. Whoever serves them calls `TopicDirectory`. Without
    /// it mails name the command alone.
    public var pages: String?
    /// How messages reach their subscribers.
    public var transports = SubscriberTransports()
    /// Where time comes from.
    public var clock: any EngineClock = SystemEngineClock()
    /// Where chance comes from: 64 random bits a call.
    public var random: @Sendable () -> UInt64 = { UInt64.random(in: .min ... .max) }
    /// Where messages of the program go.
    public var logger = Logger(label: "daybook.notifications")

    /// The defaults.
    public init() {}

    var retry: RetrySchedule {
        RetrySchedule(
            firstPauseMilliseconds: Self.milliseconds(firstPause),
            longestPauseMilliseconds: Self.milliseconds(longestPause))
    }

    /// What a token of a message's kind leads to.
    func page(_ name: String, _ token: SubscriptionToken) -> String? {
        pages.map { ($0.hasSuffix("/") ? String($0.dropLast()) : $0) + "/\(name)?token=\(token.text)" }
    }

    private static func milliseconds(_ duration: Duration) -> Int {
        let milliseconds = duration / .milliseconds(1)
        return milliseconds < Double(RetrySchedule.longestMilliseconds)
            ? max(1, Int(milliseconds)) : RetrySchedule.longestMilliseconds
    }
}
