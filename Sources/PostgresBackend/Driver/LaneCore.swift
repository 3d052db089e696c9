/// Connections for one kind of work and the requests that wait for them, on the reactor's thread.
final class LaneCore {
    private struct Waiting {
        let request: Request
        let deadline: Moment
    }

    let id: Int
    let parameters: ConnectionParameters
    unowned let core: ReactorCore
    let reactor: Reactor
    let depth: Int
    let setUp: [BoundStatement]
    /// Why the last connection was lost or not made.
    var lastFailure = "there is no connection yet"
    private let settings: LaneSettings
    private var links: [Link] = []
    private var waiting: ArraySlice<Waiting> = []
    private var isDispatching = false

    init(id: Int, settings: LaneSettings, core: ReactorCore, reactor: Reactor) {
        self.id = id
        self.settings = settings
        self.core = core
        self.reactor = reactor
        self.parameters = settings.parameters
        self.depth = settings.depth
        self.setUp = settings.setUp
        links = (0..<settings.connections).map { _ in Link(lane: self) }
        for link in links.prefix(settings.eagerConnections) { link.want() }
    }

    func link(_ index: Int) -> Link { links[index] }
    func index(of link: Link) -> Int { links.firstIndex { $0 === link } ?? 0 }
    var interests: [Link] { links }

    // MARK: Requests

    func submit(_ request: Request) {
        guard waiting.count < settings.waitingLimit else {
            return request.answer(
                .failure(.unreachable(reason: "\(waiting.count) requests wait for a connection already")))
        }
        waiting.append(Waiting(request: request, deadline: Moment.now.adding(request.timeout)))
        dispatch()
    }

    /// Gives waiting requests to the connections that have most room, and wakes further ones where there is none.
    func dispatch() {
        // Sending may end a connection, whose requests answer, which may submit: not within one another.
        guard !isDispatching else { return }
        isDispatching = true
        defer { isDispatching = false }
        while !waiting.isEmpty {
            guard let link = links.max(by: { $0.room < $1.room }), link.room > 0 else {
                for link in links where !link.isUp { link.want() }
                return
            }
            // One that has not connected yet makes the next wait shorter.
            if !link.isIdle { links.first { !$0.isUp }?.want() }
            guard let next = waiting.popFirst() else { return }
            link.send(next.request)
        }
    }

    /// Fails what has waited too long.
    func tick(_ now: Moment) {
        // Those behind one with more time wait a little longer than they asked for.
        while let first = waiting.first, first.deadline <= now {
            waiting.removeFirst()
            first.request.answer(.failure(.unreachable(reason: lastFailure)))
        }
        for link in links { link.tick(now) }
    }

    var nextTick: Moment? {
        (links.compactMap(\.nextTick) + waiting.map(\.deadline).prefix(1)).min()
    }

    func close() {
        let rest = waiting
        waiting = []
        for waiting in rest { waiting.request.answer(.failure(.closed)) }
        for link in links { link.close() }
    }

    // MARK: What links tell

    func onUp(_ link: Link) {
        for request in settings.greeting() { link.send(request) }
    }

    /// Called around each COMMIT.
    var hooks: PostgresConfiguration.Hooks? { settings.hooks }

    func onDown() { settings.onDown() }

    func onNotification(_ payload: String) { settings.onNotification(payload) }
}
