internal import EventLog

/// A lane as the rest of the store sees it: hands requests over to the reactor's thread.
struct Lane: Sendable {
    private let id: Int
    private let reactor: Reactor

    init(id: Int, reactor: Reactor) {
        self.id = id
        self.reactor = reactor
    }

    /// Sends a request as soon as a connection has room for it.
    func submit(_ request: Request) {
        let id = id
        let isTaken = reactor.perform { core in
            guard let lane = core.lane(id) else { return request.answer(.failure(.closed)) }
            lane.submit(request)
        }
        if !isTaken { request.answer(.failure(.closed)) }
    }

    /// Sends statements and waits for their replies without holding a thread; `noting` is called with the replies on the
    /// reactor's thread.
    func run(
        _ statements: [BoundStatement], isTransaction: Bool = false, timeout: Duration,
        noting: @escaping @Sendable ([Reply]) -> Void = { _ in }
    ) async -> Result<[Reply], PostgresFailure> {
        await withUnsafeContinuation { continuation in
            submit(
                Request(statements: statements, isTransaction: isTransaction, timeout: timeout) { result in
                    if case .success(let replies) = result { noting(replies) }
                    continuation.resume(returning: result)
                })
        }
    }

    /// Ends the lane's connections; later requests fail as closed.
    func close() {
        let id = id
        _ = reactor.perform { $0.closeLane(id) }
    }
}
