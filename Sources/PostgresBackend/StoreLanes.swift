internal import EventLog
internal import Logging

/// The connections of a store, by what they are for.
struct StoreLanes: Sendable {
    /// Transactions: commits and claims, one at a time on each connection.
    let writers: Lane
    /// Reads, many under way on each connection.
    let readers: Lane
    /// Commits that wait for a foreign lock, so that they keep no writer.
    let stuck: Lane
    /// Locks and leases of workers, LISTEN and NOTIFY, partitions: one connection.
    let control: Lane

    init(
        reactor: Reactor, parameters: ConnectionParameters, configuration: PostgresConfiguration, locks: WorkerLocks,
        notifier: ChangeNotifier, metrics: PostgresMetrics
    ) {
        func settings(lock: Duration) -> [BoundStatement] {
            [SessionStatements.settings(lockTimeout: lock, statementTimeout: configuration.requestTimeout)]
        }
        let logger = configuration.logger
        let onDown: @Sendable () -> Void = {
            metrics.lostConnection()
            logger.warning("a connection to Postgres was lost; it is made again")
        }
        var writing = LaneSettings(
            parameters: parameters, connections: max(1, configuration.writers), eagerConnections: .max, depth: 1,
            waitingLimit: configuration.waitingLimit, setUp: settings(lock: configuration.lockTimeout))
        writing.onDown = onDown
        writing.hooks = configuration.hooks
        var reading = LaneSettings(
            parameters: parameters, connections: max(1, configuration.readers), eagerConnections: 1, depth: 32,
            waitingLimit: configuration.waitingLimit, setUp: settings(lock: .seconds(5)))
        reading.onDown = onDown
        var waiting = LaneSettings(
            parameters: parameters, connections: 1, eagerConnections: 0, depth: 1,
            waitingLimit: configuration.waitingLimit, setUp: settings(lock: .seconds(1)))
        waiting.hooks = configuration.hooks
        var controlling = LaneSettings(
            parameters: parameters, connections: 1, eagerConnections: 1, depth: 32,
            waitingLimit: configuration.waitingLimit,
            setUp: settings(lock: .seconds(5)) + [BoundStatement("LISTEN \(ChangeNotifier.channel)")])
        controlling.onDown = {
            onDown()
            locks.didLoseSession()
        }
        controlling.onNotification = { notifier.receive($0) }
        let holdsLocks = configuration.holdsWorkerLocks
        controlling.greeting = { holdsLocks ? StoreLanes.takeLocksAgain(locks) : [] }
        writers = reactor.open(writing)
        readers = reactor.open(reading)
        stuck = reactor.open(waiting)
        control = reactor.open(controlling)
        notifier.use(control)
    }

    /// A new session has to take the locks of this process's workers before anybody takes them for dead. A lease that has
    /// run out stays so.
    private static func takeLocksAgain(_ locks: WorkerLocks) -> [Request] {
        locks.workers.map { worker in
            let statement = WorkerStatements.takeLockAgain(worker)
            return Request(statements: [statement], isTransaction: false, timeout: .seconds(5)) { result in
                guard case .success(let replies) = result, (try? replies[0].bool(0, 0)) == true else { return }
                locks.didTake(worker)
            }
        }
    }
}

extension CommitSettler {
    /// Works on the lanes of a store.
    convenience init(
        lanes: StoreLanes, periods: PeriodBook, configuration: PostgresConfiguration, metrics: PostgresMetrics,
        publish: @escaping @Sendable (Set<Queue>) -> Void
    ) {
        let clock = configuration.clock
        self.init(
            writers: lanes.writers, readers: lanes.readers, stuckLane: lanes.stuck, periods: periods,
            clock: { StoreClock(fixed: clock()) },
            patience: Patience(sendingAgain: configuration.resendPatience, answer: configuration.requestTimeout),
            metrics: metrics, publish: publish)
    }
}
