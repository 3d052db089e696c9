internal import NIOCore

/// When a request of a connection has to be there, and its answer has to be taken; lives on the connection's loop.
///
/// One task of the loop is enough for all requests: it looks at the deadlines that hold then.
final class RequestTimer {
    private enum Phase {
        /// Nothing of a request is there.
        case quiet
        case headers(NIODeadline)
        case body(NIODeadline)
    }

    private let timeouts: RequestTimeouts
    private var phase = Phase.quiet
    /// How many requests have no whole answer yet.
    private var unanswered = 0
    /// When what waits to be sent has to be taken; `nil` while the client takes what there is.
    private var taking: NIODeadline?
    private var next: (deadline: NIODeadline, look: Scheduled<Void>)?

    init(_ timeouts: RequestTimeouts) {
        self.timeouts = timeouts
    }

    func bytesCame(on channel: any Channel) {
        guard case .quiet = phase else { return }
        let deadline = channel.eventLoop.now + timeouts.headers
        phase = .headers(deadline)
        look(at: channel, on: deadline)
    }

    func headersCame(on channel: any Channel) {
        unanswered += 1
        let deadline = channel.eventLoop.now + timeouts.body
        phase = .body(deadline)
        look(at: channel, on: deadline)
    }

    func requestCame() { phase = .quiet }

    func answerWent() { unanswered -= 1 }

    func writabilityChanged(of channel: any Channel) {
        guard !channel.isWritable else {
            taking = nil
            return
        }
        let deadline = channel.eventLoop.now + timeouts.taking
        taking = deadline
        look(at: channel, on: deadline)
    }

    /// Looks no more: the loop would keep the connection until then.
    func end() {
        next?.look.cancel()
        next = nil
    }

    private func look(at channel: any Channel, on deadline: NIODeadline) {
        guard channel.isActive else { return }
        if let next, next.deadline <= deadline { return }
        end()
        let this = NIOLoopBound(self, eventLoop: channel.eventLoop)
        let look = channel.eventLoop.scheduleTask(deadline: deadline) { this.value.look(at: channel) }
        next = (deadline, look)
    }

    private func look(at channel: any Channel) {
        next = nil
        let now = channel.eventLoop.now
        for deadline in [requestDeadline(at: now), taking].compactMap(\.self) {
            guard now < deadline else {
                channel.close(promise: nil)
                return
            }
            look(at: channel, on: deadline)
        }
    }

    /// When the request that is coming in has to be there.
    private func requestDeadline(at now: NIODeadline) -> NIODeadline? {
        let (deadline, isHeldUp): (NIODeadline, Bool)
        // While an earlier request waits for its answer, nobody may be reading what the client sends.
        switch phase {
        case .quiet: return nil
        case .headers(let time): (deadline, isHeldUp) = (time, unanswered > 0)
        case .body(let time): (deadline, isHeldUp) = (time, unanswered > 1)
        }
        return isHeldUp && now >= deadline ? now + timeouts.headers : deadline
    }
}
