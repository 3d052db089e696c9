internal import CLibPQ
internal import Threads

/// One connection of a lane, on the reactor's thread: does what its two machines say.
final class Link {
    /// A request under way.
    private struct Flight {
        enum Purpose { case setUp, ping, rollBack, request(Request) }
        let purpose: Purpose
        let deadline: Moment
    }

    private unowned let lane: LaneCore
    private var machine = LinkMachine()
    private var pipeline = PipelineMachine<Reply>()
    private var flights: ArraySlice<Flight> = []
    private var handle: OpaquePointer?
    /// The names by which this connection knows its prepared statements.
    private var names: [String: String] = [:]
    private var nextName = 0
    private var wantsToWrite = false
    /// Counts the connections, so that what belongs to one that is lost is not taken for the next one's.
    private var connection = 0

    init(lane: LaneCore) {
        self.lane = lane
    }

    var isUp: Bool { machine.isUp }
    /// How many more requests it takes.
    var room: Int { machine.isUp ? max(0, lane.depth - flights.count) : 0 }
    var isIdle: Bool { flights.isEmpty }

    // MARK: Life

    /// Somebody has work: connects if it never did.
    func want() {
        if machine.wanted() == .connect { connect() }
    }

    private func connect() {
        let (parameters, reactor, lane, index) = (lane.parameters, lane.reactor, lane.id, lane.index(of: self))
        DedicatedThread.start {
            let result = parameters.connect()
            let isTaken = reactor.perform { core in
                guard let lane = core.lane(lane) else { return result.finish() }
                lane.link(index).didConnect(result)
            }
            // The store was closed meanwhile.
            if !isTaken { result.finish() }
        }
    }

    private func didConnect(_ result: Result<ConnectionHandle, PostgresFailure>) {
        switch result {
        case .failure(let failure): lose(failure.reason)
        case .success(let handle):
            guard machine.connected() == .setUp else { return handle.finish() }
            self.handle = handle.pointer
            PQsetnonblocking(handle.pointer, 1)
            guard PQenterPipelineMode(handle.pointer) == 1 else { return lose("pipeline mode was refused") }
            send(.setUp, lane.setUp, deadline: Moment.now.adding(.seconds(10)))
        }
    }

    /// Ends the connection; what was under way has an unknown end.
    func lose(_ reason: String) {
        lane.lastFailure = reason
        if let handle { PQfinish(handle) }
        handle = nil
        connection += 1
        names = [:]
        wantsToWrite = false
        pipeline = PipelineMachine()
        let lost = flights
        flights = []
        let wasUp = machine.isUp
        _ = machine.lost(now: .now, jitter: Double.random(in: 0...1))
        for case .request(let request) in lost.map(\.purpose) { request.answer(.failure(.lost(reason: reason))) }
        if wasUp { lane.onDown() }
    }

    func close() {
        machine.close()
        lose("the store was closed")
    }

    // MARK: Time

    /// When `tick` has something to do.
    var nextTick: Moment? {
        let deadline = flights.first?.deadline
        guard let tick = machine.nextTick else { return deadline }
        return deadline.map { min($0, tick) } ?? tick
    }

    func tick(_ now: Moment) {
        if let deadline = flights.map(\.deadline).min(), deadline <= now {
            cancel()
            return lose("Postgres did not answer in time")
        }
        switch machine.tick(now: now) {
        case .connect: connect()
        case .ping where isIdle:
            send(.ping, [BoundStatement("SELECT 1")], deadline: now.adding(.seconds(5)))
        case .ping, .nothing: break
        }
    }

    /// Asks the server to stop what it does for us. `PQcancel` waits for a connection of its own: hence on a thread.
    private func cancel() {
        guard let handle, let cancel = PQgetCancel(handle) else { return }
        nonisolated(unsafe) let ticket = cancel
        DedicatedThread.start {
            var message = [CChar](repeating: 0, count: 256)
            PQcancel(ticket, &message, Int32(message.count))
            PQfreeCancel(ticket)
        }
    }

    // MARK: Sending

    func send(_ request: Request) {
        send(
            .request(request), request.statements, isTransaction: request.isTransaction,
            deadline: Moment.now.adding(request.timeout))
    }

    private func send(
        _ purpose: Flight.Purpose, _ statements: [BoundStatement], isTransaction: Bool = false, deadline: Moment
    ) {
        flights.append(Flight(purpose: purpose, deadline: deadline))
        var steps: [PipelineMachine<Reply>.Step] = []
        var isSent = true
        if isTransaction { isSent = isSent && send(BoundStatement("BEGIN"), as: .frame, noting: &steps) }
        for statement in statements { isSent = isSent && send(statement, as: .execute, noting: &steps) }
        guard isSent else { return lose(libpqMessage) }
        guard isTransaction, let hooks = lane.hooks else { return finishSending(steps, isTransaction: isTransaction) }
        // Else the server would have nothing of it yet.
        guard flush() else { return }
        let (reactor, lane, index, connection) = (lane.reactor, lane.id, lane.index(of: self), connection)
        hooks(.willCommit) { [steps] in
            _ = reactor.perform { core in
                guard let link = core.lane(lane)?.link(index), link.connection == connection else { return }
                link.finishSending(steps, isTransaction: true)
            }
        }
    }

    /// Sends what ends a request.
    private func finishSending(_ steps: [PipelineMachine<Reply>.Step], isTransaction: Bool) {
        var steps = steps
        let isSent = !isTransaction || send(BoundStatement("COMMIT"), as: .frame, noting: &steps)
        guard isSent, PQpipelineSync(handle) == 1 else { return lose(libpqMessage) }
        pipeline.sent(steps)
        machine.used(now: .now)
        flush()
    }

    private func send(
        _ statement: BoundStatement, as step: PipelineMachine<Reply>.Step,
        noting steps: inout [PipelineMachine<Reply>.Step]
    ) -> Bool {
        let name: String
        if let known = names[statement.sql] {
            name = known
        } else {
            nextName += 1
            name = "daybook_\(nextName)"
            guard PQsendPrepare(handle, name, statement.sql, 0, nil) == 1 else { return false }
            names[statement.sql] = name
            steps.append(.prepare(statement.sql))
        }
        steps.append(step)
        return statement.parameters.withPointers { values, lengths, formats in
            PQsendQueryPrepared(handle, name, Int32(statement.parameters.count), values, lengths, formats, 1)
        } == 1
    }

    /// Hands to the system what libpq holds back. While something is left the socket has to be watched for room as well:
    /// else a batch larger than the socket's buffer would wait for ever.
    ///
    /// Returns false where the connection was lost.
    @discardableResult
    private func flush() -> Bool {
        guard let handle else { return false }
        switch PQflush(handle) {
        case 0: wantsToWrite = false
        case 1: wantsToWrite = true
        default:
            lose(libpqMessage)
            return false
        }
        return true
    }

    // MARK: Receiving

    /// What to watch for; `nil` without a connection.
    var interest: pollfd? {
        guard let handle else { return nil }
        let socket = PQsocket(handle)
        guard socket >= 0 else { return nil }
        return pollfd(fd: socket, events: Int16(wantsToWrite ? POLLIN | POLLOUT : POLLIN), revents: 0)
    }

    func ready() {
        guard let handle else { return }
        guard PQconsumeInput(handle) == 1 else {
            // A last word such as "terminating connection" may have come with the end.
            takeResults()
            return lose(libpqMessage)
        }
        takeResults()
        takeNotifications()
        if wantsToWrite { flush() }
    }

    private func takeResults() {
        var nulls = 0
        while let handle, !pipeline.isIdle, nulls < 2, PQisBusy(handle) == 0 {
            guard let result = PQgetResult(handle) else {
                pipeline.receivedNull()
                nulls += 1
                continue
            }
            nulls = 0
            perform(take(result))
        }
        if let handle, PQstatus(handle) == CONNECTION_BAD { lose(libpqMessage) }
    }

    private func take(_ result: OpaquePointer) -> PipelineMachine<Reply>.ResultAction {
        switch PQresultStatus(result) {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: return pipeline.received(Reply(result))
        case PGRES_PIPELINE_SYNC:
            PQclear(result)
            return pipeline.receivedSync()
        case PGRES_PIPELINE_ABORTED:
            PQclear(result)
            return pipeline.receivedAborted()
        default:
            defer { PQclear(result) }
            return pipeline.received(error: ServerError(result))
        }
    }

    private func perform(_ action: PipelineMachine<Reply>.ResultAction) {
        switch action {
        case .goOn: break
        case .forget(let sql): names[sql] = nil
        case .breakOff: lose("an answer came that nobody asked for")
        case .finish(let replies, let error): finish(replies, error)
        }
    }

    private func finish(_ replies: [Reply], _ error: ServerError?) {
        guard let flight = flights.popFirst() else { return }
        machine.used(now: .now)
        if let handle, error != nil, PQtransactionStatus(handle) != PQTRANS_IDLE, flights.isEmpty {
            // An open transaction that failed has to be ended before anything else is sent.
            send(.rollBack, [BoundStatement("ROLLBACK")], deadline: Moment.now.adding(.seconds(5)))
        }
        switch flight.purpose {
        case .request(let request):
            answer(request, error.map { .failure(.refused($0)) } ?? .success(replies))
            if let error, error.asksForAnotherConnection { lose(error.message) }
        case .setUp:
            if let error { return lose(error.message) }
            machine.didSetUp(now: .now)
            lane.onUp(self)
        case .ping, .rollBack:
            if let error { lose(error.message) }
        }
        lane.dispatch()
    }

    private func answer(_ request: Request, _ result: Result<[Reply], PostgresFailure>) {
        guard case .success = result, request.isTransaction, let hooks = lane.hooks else {
            return request.answer(result)
        }
        let reactor = lane.reactor
        hooks(.didCommit) {
            if !reactor.perform({ _ in request.answer(result) }) { request.answer(result) }
        }
    }

    private func takeNotifications() {
        while let handle, let notification = PQnotifies(handle) {
            lane.onNotification(String(cString: notification.pointee.extra))
            PQfreemem(notification)
        }
    }

    private var libpqMessage: String {
        let message = handle.map { String(cString: PQerrorMessage($0)).trimmed } ?? ""
        return message.isEmpty ? "the connection was lost" : message
    }
}

extension Result<ConnectionHandle, PostgresFailure> {
    /// Ends the connection, if there is one.
    fileprivate func finish() {
        if case .success(let handle) = self { handle.finish() }
    }
}
