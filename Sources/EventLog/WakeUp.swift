/// When a stream needs somebody next, who may come, and who is there already.
public struct WakeUp: Hashable, Sendable {
    /// From when on a worker may claim it, by the store's clock.
    public var due: Timestamp
    /// The queue a worker must serve to claim it.
    public var queue: Queue
    /// The least semantics number a worker must understand to claim it.
    public var semantics: Int
    /// The worker that has it now; while that worker lives nobody else claims it.
    public var holder: WorkerID?
    /// Why no worker claims it any more until a person acts; `nil` for all but stuck streams.
    public var parked: String?

    /// Describes a wake-up.
    public init(due: Timestamp, queue: Queue, semantics: Int, holder: WorkerID? = nil, parked: String? = nil) {
        self.due = due
        self.queue = queue
        self.semantics = semantics
        self.holder = holder
        self.parked = parked
    }
}
