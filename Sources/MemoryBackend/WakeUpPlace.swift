internal import EventLog

/// What decides which claims may take a wake-up.
struct WakeUpPlace: Hashable {
    let queue: Queue
    let semantics: Int

    init(_ wakeUp: WakeUp) {
        self.queue = wakeUp.queue
        self.semantics = wakeUp.semantics
    }
}
