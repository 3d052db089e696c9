/// Word that something may have changed; it may be lost, and many become one. Nothing depends on it.
public struct ChangeHint: Hashable, Sendable {
    /// The queues on which something came due or became free; empty when only streams moved.
    public let queues: Set<Queue>

    /// Describes a change.
    public init(queues: Set<Queue>) {
        self.queues = queues
    }
}
