internal import EventLog
internal import Synchronization

/// The transaction of one run, begun when its handler asks for it first.
final class RunTransaction: Sendable {
    private let store: any TransactionalEventStore
    private let begun = Mutex<Task<any EventStoreTransaction, any Error>?>(nil)

    init(_ store: any TransactionalEventStore) {
        self.store = store
    }

    /// The transaction; whoever asks meanwhile waits for the same.
    func begin() async throws -> any EventStoreTransaction {
        let task = begun.withLock { begun in
            if let begun { return begun }
            let task = Task { [store] in
                do throws(EventStoreError) {
                    return try await store.begin() as any EventStoreTransaction
                } catch {
                    throw TaskError(EngineErrorName.transactionFailed, cause: "no transaction was begun: \(error)")
                }
            }
            begun = task
            return task
        }
        return try await task.value
    }

    /// The transaction that was begun; `nil` where none was.
    var current: (any EventStoreTransaction)? {
        get async { try? await begun.withLock { $0 }?.value }
    }
}
