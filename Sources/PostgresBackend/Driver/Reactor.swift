internal import CLibPQ
internal import Synchronization
internal import Threads

/// The one thread that drives all connections of a store, as the rest of the store sees it.
///
/// Work reaches it through a list and an eventfd that it polls beside the sockets. Whatever waits for an answer is resumed
/// from it.
final class Reactor: Sendable {
    private struct Inbox {
        var work: [@Sendable (ReactorCore) -> Void] = []
        var isClosed = false
        var lastLane = 0
    }

    private let inbox = Mutex(Inbox())
    private let alarm: Int32
    private let end = Latch()

    /// Starts the thread.
    init() {
        alarm = daybook_pq_make_alarm()
        precondition(alarm >= 0, "the system has no file descriptor left")
        let alarm = alarm
        DedicatedThread.start { [weak self] in
            guard let core = ReactorCore(reactor: self, alarm: alarm) else { return }
            core.run()
        }
    }

    /// Has `body` carried out on the thread, in the order of the calls; false when the reactor was closed.
    func perform(_ body: @escaping @Sendable (ReactorCore) -> Void) -> Bool {
        let (isTaken, isFirst) = inbox.withLock { inbox in
            guard !inbox.isClosed else { return (false, false) }
            inbox.work.append(body)
            return (true, inbox.work.count == 1)
        }
        if isFirst { daybook_pq_ring(alarm) }
        return isTaken
    }

    /// Opens a lane.
    func open(_ settings: LaneSettings) -> Lane {
        let id = inbox.withLock { inbox in
            inbox.lastLane += 1
            return inbox.lastLane
        }
        _ = perform { $0.openLane(id, settings) }
        return Lane(id: id, reactor: self)
    }

    /// Ends all connections and then the thread; what is under way fails.
    func close() {
        let isFirst = inbox.withLock { inbox in
            defer { inbox.isClosed = true }
            return !inbox.isClosed
        }
        if isFirst { daybook_pq_ring(alarm) }
    }

    /// Waits until the thread has ended.
    func waitForEnd() async { await end.wait() }

    /// What came in, for the thread.
    func take() -> (work: [@Sendable (ReactorCore) -> Void], isClosed: Bool) {
        inbox.withLock { inbox in
            defer { inbox.work.removeAll() }
            return (inbox.work, inbox.isClosed)
        }
    }

    /// The thread says that it ends.
    func didEnd() {
        close_(alarm)
        end.arrive()
    }

    private func close_(_ descriptor: Int32) { _ = CLibPQ.close(descriptor) }
}
