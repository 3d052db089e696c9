internal import Engine
internal import EventLog
internal import Logging

/// What both kinds of work on a message share: its first attempts and the later ones.
struct DeliveryTools: Sendable {
    let log: LogWriter
    let configuration: NotificationConfiguration
    let attempts: AttemptMaker
    let messages = MessageCache()

    init(store: any EventStore, configuration: NotificationConfiguration) {
        log = LogWriter(store: store, clock: configuration.clock, random: configuration.random)
        self.configuration = configuration
        attempts = AttemptMaker(store: store, configuration: configuration)
    }

    func seed() -> Seed { Seed(high: configuration.random(), low: configuration.random()) }

    /// How long what was put off rests: a quarter of its age, so that what waits long is looked at seldom.
    func putOffPause(since birth: Timestamp, longest: Duration = .seconds(60)) -> Duration {
        let age = configuration.clock.now().duration(since: birth)
        let pause = min(max(age / 4, .milliseconds(500)), longest)
        let chance = Double(configuration.random() >> 11) / 9_007_199_254_740_992
        return pause / 2 + pause * chance / 2
    }

    /// An attempt of which the log says nothing: whoever was reached by it is reached again.
    func report(unrecorded delivery: StreamID, of notification: StreamID, because error: EventStoreError) {
        configuration.logger.error(
            "an attempt could not be recorded and will be made again",
            metadata: ["notification": "\(notification)", "delivery": "\(delivery)", "error": "\(error)"])
    }

    func report(_ outcome: DeliveryOutcome?, of notification: StreamID, to subscription: SubscriptionID) {
        let logger = configuration.logger
        var metadata: Logger.Metadata {
            ["notification": "\(notification)", "subscription": "\(subscription)"]
        }
        switch outcome {
        case nil: logger.debug("a message was put off", metadata: metadata)
        case .delivered: logger.debug("a message was delivered", metadata: metadata)
        case .failed(let reason, _), .failedForGood(let reason):
            logger.warning(
                "a message was not delivered", metadata: metadata.merging(["reason": "\(reason)"]) { $1 })
        }
    }
}
