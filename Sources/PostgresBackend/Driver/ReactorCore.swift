internal import CLibPQ

/// The reactor's loop and what belongs to its thread.
final class ReactorCore {
    private let reactor: Reactor
    private let alarm: Int32
    private var lanes: [Int: LaneCore] = [:]
    private var timers: [(at: Moment, body: @Sendable () -> Void)] = []

    init?(reactor: Reactor?, alarm: Int32) {
        guard let reactor else { return nil }
        self.reactor = reactor
        self.alarm = alarm
    }

    func lane(_ id: Int) -> LaneCore? { lanes[id] }

    func openLane(_ id: Int, _ settings: LaneSettings) {
        lanes[id] = LaneCore(id: id, settings: settings, core: self, reactor: reactor)
    }

    func closeLane(_ id: Int) {
        lanes.removeValue(forKey: id)?.close()
    }

    /// Has `body` called at a moment; it may not wait for anything.
    func schedule(at moment: Moment, _ body: @escaping @Sendable () -> Void) {
        timers.append((moment, body))
    }

    func run() {
        while true {
            let (work, isClosed) = reactor.take()
            for body in work { body(self) }
            if isClosed { break }
            tick()
            wait()
        }
        for lane in lanes.values { lane.close() }
        lanes = [:]
        reactor.didEnd()
    }

    private func tick() {
        let now = Moment.now
        let due = timers.filter { $0.at <= now }
        if !due.isEmpty {
            timers.removeAll { $0.at <= now }
            for timer in due { timer.body() }
        }
        for lane in lanes.values { lane.tick(now) }
    }

    private func wait() {
        var descriptors = [pollfd(fd: alarm, events: Int16(POLLIN), revents: 0)]
        var ready: [Link] = []
        for lane in lanes.values {
            for link in lane.interests {
                guard let interest = link.interest else { continue }
                descriptors.append(interest)
                ready.append(link)
            }
        }
        guard poll(&descriptors, nfds_t(descriptors.count), patience) > 0 else { return }
        if descriptors[0].revents != 0 { daybook_pq_quiet(alarm) }
        for (link, descriptor) in zip(ready, descriptors.dropFirst()) where descriptor.revents != 0 { link.ready() }
    }

    /// Milliseconds until something is due: rounded up, so that it is due then.
    private var patience: Int32 {
        let moments = timers.map(\.at) + lanes.values.compactMap(\.nextTick)
        guard let next = moments.min() else { return -1 }
        let nanoseconds = next.nanoseconds - Moment.now.nanoseconds
        return Int32(clamping: max(0, (nanoseconds + 999_999) / 1_000_000))
    }
}
