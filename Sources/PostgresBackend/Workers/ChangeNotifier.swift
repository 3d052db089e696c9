internal import EventLog
internal import FoundationEssentials
internal import Synchronization

/// Tells other processes of changes by NOTIFY: after the commit, on a connection that commits nothing, and many at once.
/// Nothing depends on it: what is lost is found by the next look.
final class ChangeNotifier: Sendable {
    static let channel = "daybook"

    private struct State {
        var pending: Set<Queue>?
        var isScheduled = false
        var last = Moment(nanoseconds: 0)
    }

    private let state = Mutex(State())
    private let sender = UUID().text
    private let reactor: Reactor
    private let hub: ChangeHub
    private let interval: Duration
    private let lane = Mutex<Lane?>(nil)

    init(reactor: Reactor, hub: ChangeHub, interval: Duration) {
        self.reactor = reactor
        self.hub = hub
        self.interval = interval
    }

    /// The connection to use.
    func use(_ lane: Lane) { self.lane.withLock { $0 = lane } }

    /// Tells this process at once and the others soon.
    func publish(_ queues: Set<Queue>) {
        hub.publish(queues)
        let moment = state.withLock { state -> Moment? in
            state.pending = (state.pending ?? []).union(queues)
            guard !state.isScheduled else { return nil }
            state.isScheduled = true
            return state.last.adding(interval)
        }
        guard let moment else { return }
        _ = reactor.perform { core in core.schedule(at: moment) { self.send() } }
    }

    /// Another process says something.
    func receive(_ payload: String) {
        var parts = payload.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let origin = parts.first, origin != sender else { return }
        parts.removeFirst()
        hub.publish(Set(parts.map { Queue($0.removingPercentEncodedLines) }))
    }

    private func send() {
        let queues = state.withLock { state in
            defer { state = State(pending: nil, isScheduled: false, last: .now) }
            return state.pending ?? []
        }
        guard let lane = lane.withLock({ $0 }) else { return }
        for payload in payloads(queues) {
            let notify = BoundStatement("SELECT pg_notify($1::text, $2::text)") {
                $0.add(ChangeNotifier.channel)
                $0.add(payload)
            }
            lane.submit(Request(statements: [notify], isTransaction: false, timeout: .seconds(1)) { _ in })
        }
    }

    /// The sender and the queues, one a line; as many payloads as their limit of 8,000 bytes asks for.
    private func payloads(_ queues: Set<Queue>) -> [String] {
        var payloads = [sender]
        for queue in queues.sorted() {
            let line = "\n" + queue.rawValue.percentEncodingLines
            guard line.utf8.count < 7000 else { continue }
            if payloads[payloads.count - 1].utf8.count + line.utf8.count > 7900 { payloads.append(sender) }
            payloads[payloads.count - 1] += line
        }
        return payloads
    }
}

extension String {
    fileprivate var percentEncodingLines: String {
        replacing("%", with: "%25").replacing("\n", with: "%0A")
    }

    fileprivate var removingPercentEncodedLines: String {
        replacing("%0A", with: "\n").replacing("%25", with: "%")
    }
}
