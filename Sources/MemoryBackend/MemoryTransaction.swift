public import EventLog
internal import Synchronization

/// A transaction of the memory store: writes that are carried out at the moment its commit is, or never.
public final class MemoryTransaction: EventStoreTransaction {
    private let store: MemoryEventStore
    private let writes = Mutex<[@Sendable () -> Void]?>([])

    init(_ store: MemoryEventStore) {
        self.store = store
    }

    /// Has `body` carried out when the transaction commits; it must not call the store.
    public func write(_ body: @escaping @Sendable () -> Void) {
        writes.withLock { $0?.append(body) }
    }

    /// Commits and carries the writes out, or answers with the conflict.
    ///
    /// - Throws: `closed` where the transaction has ended already.
    public func commit(_ commit: Commit) async throws(EventStoreError) -> CommitOutcome {
        guard let pending = writes.withLock({ $0 }) else { throw .closed }
        let outcome = try store.commit(commit) { pending.forEach { $0() } }
        if outcome == .committed { writes.withLock { $0 = nil } }
        return outcome
    }

    /// Forgets the writes.
    public func rollBack() async {
        writes.withLock { $0 = nil }
    }
}
