internal import NIOCore

/// When a request of a connection has to be there; lives on the connection's loop.
///
/// One task of the loop is enough for all requests: it looks at the deadline that holds then.
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
    private var isScheduled = false

    init(_ timeouts: RequestTimeouts) {
        self.timeouts = timeouts
    }

    func bytesCame(on channel: any Channel) {
        guard case .quiet = phase else { return }
        phase = .headers(channel.eventLoop.now + timeouts.headers)
        schedule(after: timeouts.headers, on: channel)
    }

    func headersCame(on channel: any Channel) {
        unanswered += 1
        phase = .body(channel.eventLoop.now + timeouts.body)
        schedule(after: timeouts.body, on: channel)
    }

    func requestCame() { phase = .quiet }

    func answerWent() { unanswered -= 1 }

    private func schedule(after time: TimeAmount, on channel: any Channel) {
        guard !isScheduled else { return }
        isScheduled = true
        let this = NIOLoopBound(self, eventLoop: channel.eventLoop)
        channel.eventLoop.scheduleTask(in: time) { this.value.look(at: channel) }
    }

    private func look(at channel: any Channel) {
        isScheduled = false
        let deadline: NIODeadline
        // While an earlier request waits for its answer, nobody may be reading what the client sends.
        let isHeldUp: Bool
        switch phase {
        case .quiet: return
        case .headers(let time): (deadline, isHeldUp) = (time, unanswered > 0)
        case .body(let time): (deadline, isHeldUp) = (time, unanswered > 1)
        }
        let now = channel.eventLoop.now
        if now < deadline {
            schedule(after: deadline - now, on: channel)
        } else if isHeldUp {
            schedule(after: timeouts.headers, on: channel)
        } else {
            channel.close(promise: nil)
        }
    }
}
