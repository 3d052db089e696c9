#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Carries work from tasks to threads: putting in never waits, taking out waits for something.
///
/// Unchecked, because the elements are guarded by a lock that the compiler does not know: a condition variable needs a
/// POSIX mutex, which `Mutex` does not give.
final class Mailbox<Element: Sendable>: @unchecked Sendable {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let arrival: UnsafeMutablePointer<pthread_cond_t>
    private var elements: [Element] = []
    private var isClosed = false

    init() {
        mutex = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        arrival = .allocate(capacity: 1)
        arrival.initialize(to: pthread_cond_t())
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(arrival, nil)
    }

    deinit {
        pthread_cond_destroy(arrival)
        pthread_mutex_destroy(mutex)
        arrival.deallocate()
        mutex.deallocate()
    }

    /// Puts an element in; false when the mailbox is closed.
    func put(_ element: Element) -> Bool {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        guard !isClosed else { return false }
        elements.append(element)
        if elements.count == 1 { pthread_cond_signal(arrival) }
        return true
    }

    /// Waits for elements and takes up to `limit` of them; empty when the mailbox is closed and nothing is left.
    func take(upTo limit: Int) -> [Element] {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while elements.isEmpty && !isClosed { pthread_cond_wait(arrival, mutex) }
        guard elements.count > limit else {
            let all = elements
            elements = []
            return all
        }
        let taken = Array(elements.prefix(limit))
        elements.removeFirst(limit)
        // Another thread may wait for what is left.
        pthread_cond_signal(arrival)
        return taken
    }

    /// Waits until the mailbox is closed, at most for `milliseconds`; true when it is.
    func waitForClose(milliseconds: Int) -> Bool {
        var end = timespec()
        clock_gettime(CLOCK_REALTIME, &end)
        let nanoseconds = end.tv_nsec + milliseconds % 1000 * 1_000_000
        end.tv_sec += milliseconds / 1000 + nanoseconds / 1_000_000_000
        end.tv_nsec = nanoseconds % 1_000_000_000
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while !isClosed {
            if pthread_cond_timedwait(arrival, mutex, &end) == ETIMEDOUT { return isClosed }
        }
        return true
    }

    /// Refuses everything from now on; what is in can still be taken.
    func close() {
        pthread_mutex_lock(mutex)
        isClosed = true
        pthread_cond_broadcast(arrival)
        pthread_mutex_unlock(mutex)
    }
}
