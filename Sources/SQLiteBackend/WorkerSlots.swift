internal import CSQLite
internal import EventLog

/// Tells which workers' processes live: each worker has one locked byte in a file beside the store.
///
/// The kernel lets go of a lock when the process ends in whatever way. The locks belong to the open file and not to the
/// process, so two stores in one process see each other like strangers. See `docs/decisions/0005-wake-ups-and-claims.md`.
final class WorkerSlots {
    private let file: Int32
    private var slots: [WorkerID: Int64] = [:]

    /// Opens or makes the file of locks.
    init(path: String) throws(EventStoreError) {
        file = daybook_open(path, O_RDWR | O_CREAT, 0o600)
        guard file >= 0 else {
            throw .invalidRequest(reason: "cannot open \(path): \(String(cString: strerror(daybook_errno())))")
        }
    }

    deinit {
        close(file)
    }

    /// The worker's byte, locked: its own one, or the first that is free.
    func slot(of worker: WorkerID) throws(EventStoreError) -> Int64 {
        if let known = slots[worker] { return known }
        let taken = Set(slots.values)
        for slot in Int64(0)..<65_536 where !taken.contains(slot) {
            switch daybook_lock_byte(file, off_t(slot)) {
            case 0:
                slots[worker] = slot
                return slot
            case 1: continue
            default:
                throw .unavailable(reason: "cannot lock a worker's byte: \(String(cString: strerror(daybook_errno())))")
            }
        }
        throw .unavailable(reason: "65,536 workers are alive")
    }

    /// Gives the worker's byte free.
    func release(_ worker: WorkerID) {
        guard let slot = slots.removeValue(forKey: worker) else { return }
        _ = daybook_unlock_byte(file, off_t(slot))
    }

    /// Gives all bytes free, as the end of the process does.
    func releaseAll() {
        for worker in slots.keys { release(worker) }
    }

    /// Whether the process of the worker that noted `slot` lives. What cannot be told counts as alive: the lease decides.
    func isAlive(_ worker: WorkerID, slot: Int64) -> Bool {
        if let own = slots[worker] { return own == slot }
        // Our own locks do not stand in our way, so they have to be asked for here.
        if slots.values.contains(slot) { return false }
        return daybook_byte_is_locked(file, off_t(slot)) != 0
    }
}
