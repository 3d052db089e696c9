internal import EventLog
internal import Synchronization

/// Which workers of this process are registered, and which of their locks the present session holds.
final class WorkerLocks: Sendable {
    private let held = Mutex<[WorkerID: Bool]>([:])

    /// Notes a worker and says whether its lock is still to be taken.
    func register(_ worker: WorkerID) -> Bool {
        held.withLock { held in
            let isHeld = held[worker] ?? false
            held[worker] = isHeld
            return !isHeld
        }
    }

    /// The session has the worker's lock.
    func didTake(_ worker: WorkerID) { held.withLock { if $0[worker] != nil { $0[worker] = true } } }

    /// Forgets a worker and says whether the session had its lock.
    func remove(_ worker: WorkerID) -> Bool { held.withLock { $0.removeValue(forKey: worker) ?? false } }

    /// The session ended, and its locks with it.
    func didLoseSession() { held.withLock { for worker in $0.keys { $0[worker] = false } } }

    /// All workers of this process.
    var workers: [WorkerID] { held.withLock { Array($0.keys) } }
}
