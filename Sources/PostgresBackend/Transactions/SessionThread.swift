internal import CLibPQ
internal import EventLog
internal import Synchronization
internal import Threads

/// A thread for one connection that waits for its answers: what is asked of it is done in order, and nobody's thread of the
/// pool is held meanwhile.
final class SessionThread: Sendable {
    private struct State {
        var jobs: [@Sendable () -> Void] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    private let alarm = daybook_pq_make_alarm()

    init() {
        DedicatedThread.start { [self] in work() }
    }

    /// Does something on the thread and gives what came of it; `nil` where the thread has been told to end.
    func run<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value? {
        await withUnsafeContinuation { continuation in
            let isOpen = state.withLock { state in
                guard !state.isClosed else { return false }
                state.jobs.append { continuation.resume(returning: body()) }
                return true
            }
            isOpen ? daybook_pq_ring(alarm) : continuation.resume(returning: nil)
        }
    }

    /// Ends the thread after what it has been asked.
    func close() {
        let isFirst = state.withLock { state in
            defer { state.isClosed = true }
            return !state.isClosed
        }
        if isFirst { daybook_pq_ring(alarm) }
    }

    private func work() {
        while true {
            var watched = pollfd(fd: alarm, events: Int16(POLLIN), revents: 0)
            _ = poll(&watched, 1, -1)
            daybook_pq_quiet(alarm)
            let (jobs, isOver) = state.withLock { state in
                defer { state.jobs = [] }
                return (state.jobs, state.isClosed)
            }
            for job in jobs { job() }
            guard !isOver else {
                close(alarm)
                return
            }
        }
    }

    private func close(_ alarm: Int32) { _ = CLibPQ.close(alarm) }
}
