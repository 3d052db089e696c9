/// The life of one connection of a lane: a value without a socket or a clock.
///
///     down ──wanted──▶ connecting ──connected──▶ settingUp ──setUp──▶ up
///       ▲                  │ failed                  │ lost             │ lost
///       └── pausing ◀──────┴─────────────────────────┴──────────────────┘
///           pausing ──its end──▶ connecting; any ──close──▶ closed
struct LinkMachine {
    /// Where it stands.
    enum State: Equatable {
        /// Nobody has asked for it yet.
        case down
        /// A thread tries to connect.
        case connecting
        /// Connected; the session's settings are under way.
        case settingUp
        /// Ready for requests.
        case up
        /// Waiting before it tries again.
        case pausing(until: Moment)
        /// Never again.
        case closed
    }

    enum WantAction: Equatable { case connect, wait }
    enum ConnectedAction: Equatable { case setUp, drop }
    enum LostAction: Equatable { case pause(until: Moment), stayClosed }
    enum TickAction: Equatable { case connect, ping, nothing }

    private(set) var state = State.down
    /// How many attempts in a row came to nothing.
    private(set) var failures = 0
    private var lastUsed = Moment(nanoseconds: 0)
    private let settings: Settings

    /// How patient it is.
    struct Settings {
        /// The pause after a first failure; it doubles with each further one.
        var firstPause = Duration.milliseconds(20)
        /// The longest pause.
        var longestPause = Duration.seconds(2)
        /// After how long without use it is asked whether it lives.
        var idleBeforePing = Duration.seconds(15)
    }

    init(settings: Settings = Settings()) {
        self.settings = settings
    }

    var isUp: Bool { state == .up }

    /// Somebody has work for it.
    mutating func wanted() -> WantAction {
        guard state == .down else { return .wait }
        state = .connecting
        return .connect
    }

    /// A connection was made.
    mutating func connected() -> ConnectedAction {
        guard state == .connecting else { return .drop }
        state = .settingUp
        return .setUp
    }

    /// The session is as it should be.
    mutating func didSetUp(now: Moment) {
        guard state == .settingUp else { return }
        state = .up
        failures = 0
        lastUsed = now
    }

    /// Something was sent or came in.
    mutating func used(now: Moment) { lastUsed = now }

    /// No connection was made, or the one there was is gone.
    ///
    /// - Parameter jitter: from 0 to 1, by chance: so that many processes do not come back at one moment.
    mutating func lost(now: Moment, jitter: Double) -> LostAction {
        guard state != .closed else { return .stayClosed }
        // What was up a moment ago is tried again at once, and only then with pauses.
        let pause = failures == 0 && state == .up ? .zero : pause(jitter)
        failures += 1
        state = .pausing(until: now.adding(pause))
        return .pause(until: now.adding(pause))
    }

    /// Time went by.
    mutating func tick(now: Moment) -> TickAction {
        switch state {
        case .pausing(let until) where until <= now:
            state = .connecting
            return .connect
        case .up where lastUsed.adding(settings.idleBeforePing) <= now:
            lastUsed = now
            return .ping
        default: return .nothing
        }
    }

    /// When `tick` has something to do.
    var nextTick: Moment? {
        switch state {
        case .pausing(let until): until
        case .up: lastUsed.adding(settings.idleBeforePing)
        default: nil
        }
    }

    /// It is not needed any more.
    mutating func close() { state = .closed }

    /// Between half and the whole of a pause that doubles with each failure.
    private func pause(_ jitter: Double) -> Duration {
        let doubled = settings.firstPause * (1 << min(failures, 10))
        return min(doubled, settings.longestPause) * (0.5 + min(max(jitter, 0), 1) / 2)
    }
}
