public import EventLog
internal import Threads

/// A store on the user's own Postgres, for many processes on many machines.
///
/// One thread drives all connections; commits that wait at the same moment share a transaction of a writer; nothing here
/// holds a thread of the pool that tasks share. See `docs/decisions/0010-postgres-store.md`.
public final class PostgresEventStore: RebuildableEventStore, TransactionalEventStore {
    let parameters: ConnectionParameters
    let configuration: PostgresConfiguration
    private let reactor: Reactor
    private let lanes: StoreLanes
    private let appender: Appender
    private let periods: PeriodBook
    private let hub: ChangeHub
    private let notifier: ChangeNotifier
    private let locks: WorkerLocks
    private let housekeeping: Housekeeping
    private let transactions: TransactionPool
    let resolver: TransactionResolver

    private init(
        parameters: ConnectionParameters, configuration: PostgresConfiguration, known: Set<Period>
    ) {
        self.parameters = parameters
        self.configuration = configuration
        let (hub, reactor, locks, metrics) = (ChangeHub(), Reactor(), WorkerLocks(), PostgresMetrics())
        let notifier = ChangeNotifier(reactor: reactor, hub: hub, interval: configuration.notifyInterval)
        let lanes = StoreLanes(
            reactor: reactor, parameters: parameters, configuration: configuration, locks: locks, notifier: notifier,
            metrics: metrics)
        let periods = PeriodBook(known: known, lane: lanes.control, timeout: configuration.requestTimeout)
        let settler = CommitSettler(
            lanes: lanes, periods: periods, configuration: configuration, metrics: metrics,
            publish: { notifier.publish($0) })
        self.appender = Appender(
            writers: max(1, configuration.writers),
            limits: .init(events: configuration.batchEvents, bytes: configuration.batchBytes), settler: settler)
        self.housekeeping = Housekeeping(lane: lanes.control, periods: periods)
        self.transactions = TransactionPool(
            parameters, limit: configuration.transactions, patience: configuration.requestTimeout)
        let clock = configuration.clock
        self.resolver = TransactionResolver(
            readers: lanes.readers, periods: periods, timeout: configuration.requestTimeout,
            clock: { StoreClock(fixed: clock()) }, publish: { notifier.publish($0) })
        (self.hub, self.reactor, self.locks) = (hub, reactor, locks)
        (self.notifier, self.lanes, self.periods) = (notifier, lanes, periods)
    }

    deinit {
        hub.finish()
        reactor.close()
    }

    /// Opens the store in the database that the connection string names.
    ///
    /// - Parameters:
    ///   - connectionString: a URI or keywords, anything that libpq understands; services, several hosts and TLS included.
    ///   - migrating: brings the schema up to date first, for which the user has to be allowed to.
    ///   - components: further parts of the schema that have to be as this program knows them.
    /// - Throws: `invalidRequest` for another string, `unavailable` where no connection can be made, `newerSchema` for a
    ///   database of a newer program, `corrupted` for one with another schema, `other` where there is no schema (`3F000`)
    ///   or a migration of it is missing (`55000`).
    public static func open(
        _ connectionString: String, migrating: Bool = false, components: [PostgresComponent] = [],
        configuration: PostgresConfiguration = PostgresConfiguration()
    ) async throws(EventStoreError) -> PostgresEventStore {
        let parameters = try ConnectionParameters(connectionString)
        if migrating { try await migrate(connectionString, components: components) }
        let known = try await DedicatedThread.run { () throws(EventStoreError) -> Set<Period> in
            let migrator = try Migrator(parameters, components: components)
            try migrator.check()
            let reply = try migrator.connection.run(PeriodStatements.attached, while: "looking at the partitions")
            var known: Set<Period> = []
            for row in 0..<reply.count { known.insert(Period(number: try reply.int16(row, 0))) }
            return known
        }
        return PostgresEventStore(parameters: parameters, configuration: configuration, known: known)
    }

    /// Brings the schema of a database to what this program knows; safe when many do it at once.
    ///
    /// The user must be allowed to make roles and a schema, or the roles must be there and the user a member of
    /// `daybook_owner`.
    ///
    /// - Throws: `newerSchema` for a database of a newer program, `corrupted` where an applied migration was another one.
    public static func migrate(
        _ connectionString: String, components: [PostgresComponent] = []
    ) async throws(EventStoreError) {
        let parameters = try ConnectionParameters(connectionString)
        try await DedicatedThread.run { () throws(EventStoreError) in
            try Migrator(parameters, components: components).migrate()
        }
    }

    /// Ends the store after what it has been given. Afterwards every request fails with `closed`. Workers that did not
    /// retire count as dead.
    public func close() async {
        transactions.close()
        await appender.close()
        hub.finish()
        reactor.close()
        await reactor.waitForEnd()
    }

    // MARK: EventStore

    /// Makes commits durable, sharing a transaction with whoever waits at the same moment.
    public func commit(_ commits: [Commit]) async throws(EventStoreError) -> [CommitOutcome] {
        for commit in commits { try PostgresRules.check(commit) }
        return commits.isEmpty ? [] : try await appender.commit(commits)
    }

    /// Begins a transaction on a connection of its own.
    ///
    /// - Throws: `unavailable` where no connection can be made.
    public func begin() async throws(EventStoreError) -> PostgresTransaction {
        PostgresTransaction(try await transactions.begin(), transactions, resolver)
    }

    /// At most `limit` events after `version`.
    public func read(
        _ stream: StreamID, after version: StreamVersion, limit: Int
    ) async throws(EventStoreError) -> [RecordedEvent] {
        let replies = try await ask(EventStatements.read(stream, after: version, limit: limit), while: "reading")
        return try EventStatements.events(of: stream, in: replies[0])
    }

    /// The summaries in the order asked for.
    public func heads(of streams: [StreamID]) async throws(EventStoreError) -> [StreamSummary] {
        var summaries: [StreamSummary] = []
        for part in PeriodFilter.parts(streams, by: { [Period($0.uuid)] }) {
            let replies = try await ask(StreamStatements.summaries(part), while: "looking at heads")
            for (row, stream) in part.enumerated() {
                summaries.append(try StreamStatements.summary(of: stream, in: replies[0], row: row))
            }
        }
        return summaries
    }

    /// A page of streams.
    ///
    /// - Throws: `invalidRequest` where the limit is out of range.
    public func streams(_ query: StreamQuery) async throws(EventStoreError) -> StreamPage {
        try RequestRules.check(query)
        let replies = try await ask(PagePlan.statement(query), while: "listing")
        return try PagePlan.page(query, in: replies[0])
    }

    /// Gives due streams to a worker, by the database's clock.
    ///
    /// - Throws: `invalidRequest` where the worker has no lease.
    public func claimDue(_ claim: Claim) async throws(EventStoreError) -> ClaimResult {
        let replies = try await run(
            ClaimStatements.all(claim, clock: clock), isTransaction: true, on: lanes.writers, while: "claiming")
        return try ClaimStatements.result(of: claim, in: replies)
    }

    /// Registers a worker or prolongs its lease. The worker lives as long as its lease, its process and the connection to
    /// the database, which is made again when it is lost.
    public func keepAlive(_ worker: WorkerID, for lease: Duration) async throws(EventStoreError) {
        let takesLock = locks.register(worker) && configuration.holdsWorkerLocks
        let statement = WorkerStatements.keepAlive(worker, for: lease, takingLock: takesLock, clock: clock)
        // Noted on the reactor's thread, so that the end of the session, which it notes too, cannot overtake it.
        let noting: @Sendable ([Reply]) -> Void = { [locks] replies in
            if let reply = replies.first, reply.count > 0, (try? reply.bool(0, 0)) == true { locks.didTake(worker) }
        }
        _ = try await run([statement], on: lanes.control, while: "keeping a worker alive", noting: noting)
        housekeeping.visit(clock)
    }

    /// Strikes a worker off; what it holds is free at once.
    public func retire(_ worker: WorkerID) async throws(EventStoreError) {
        let replies = try await run(
            WorkerStatements.retire(worker, holdsLock: locks.remove(worker)), on: lanes.control, while: "retiring")
        notifier.publish(Set((0..<replies[1].count).map { Queue(replies[1].text($0, 0)) }))
    }

    /// Hints at once from this store object, and soon from other processes.
    public func changes() -> any AsyncSequence<ChangeHint, Never> & Sendable { hub.subscribe() }

    /// Makes status, labels and wake-ups again from the events, in one transaction.
    ///
    /// - Throws: what the indexer throws; `unavailable` while a worker is alive.
    public func rebuildIndexes(with indexer: any StreamIndexer) async throws -> Int {
        let (parameters, clock) = (parameters, clock)
        let result = try await DedicatedThread.run { () throws(EventStoreError) -> Result<Int, any Error> in
            let rebuilder = try Rebuilder(parameters, clock: clock)
            return try rebuilder.rebuild(with: indexer)
        }
        return try result.get()
    }

    // MARK: Tests

    /// Lets go of the workers' locks as the end of the process does.
    package func simulateProcessDeath() { lanes.control.close() }

    // MARK: Requests

    var clock: StoreClock { StoreClock(fixed: configuration.clock()) }

    /// Reads. What was under way when a connection was lost is sent again, as long as a commit is: it changes nothing.
    private func ask(_ statement: BoundStatement, while action: String) async throws(EventStoreError) -> [Reply] {
        let deadline = Moment.now.adding(configuration.resendPatience)
        while true {
            let result = await lanes.readers.run([statement], timeout: configuration.requestTimeout)
            let failure: PostgresFailure
            switch result {
            case .success(let replies): return replies
            case .failure(.unreachable(let reason)): throw EventStoreError(.unreachable(reason: reason), while: action)
            case .failure(let found): failure = found
            }
            let error = EventStoreError(failure, while: action)
            guard error.advice == .sendAgain, Moment.now < deadline, !Task.isCancelled else { throw error }
            try? await Task.sleep(for: .milliseconds(Int.random(in: 1...50)))
        }
    }

    private func run(
        _ statements: [BoundStatement], isTransaction: Bool = false, on lane: Lane, while action: String,
        noting: @escaping @Sendable ([Reply]) -> Void = { _ in }
    ) async throws(EventStoreError) -> [Reply] {
        let result = await lane.run(
            statements, isTransaction: isTransaction, timeout: configuration.requestTimeout, noting: noting)
        switch result {
        case .success(let replies): return replies
        case .failure(let failure): throw EventStoreError(failure, while: action)
        }
    }
}
