internal import Engine
internal import EventLog

/// The time of one attempt of `http:invoke`, which all that it asks for shares.
struct AttemptTime: Sendable {
    let clock: any EngineClock
    private let limit: Duration
    private let began: Timestamp

    init(_ limit: Duration, _ clock: any EngineClock) {
        self.clock = clock
        self.limit = limit
        began = clock.now()
    }

    /// What is left; nothing, or less, where the time is over. A clock that is set back gives no more.
    var left: Duration { min(limit, limit - clock.now().duration(since: began)) }

    /// What is left.
    ///
    /// - Throws: `TaskError` named `States.Http.Socket` where that is nothing.
    func requireLeft() throws(TaskError) -> Duration {
        let left = left
        guard left > .zero else {
            throw TaskError("States.Http.Socket", cause: "no answer within \(limit.components.seconds) s")
        }
        return left
    }
}
