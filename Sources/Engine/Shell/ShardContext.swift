internal import EventLog
internal import FoundationEssentials
internal import Logging

/// What a shard shares with the rest of its engine.
struct ShardContext: Sendable {
    let store: any EventStore
    /// The store as one whose transactions handlers may share; `nil` where it has none.
    let transactions: (any TransactionalEventStore)?
    let configuration: EngineConfiguration
    let catalog: MachineCatalog
    let registry: TaskRegistry
    let timers: TimerQueue
    let waiters: EndWaiters
    let loads: Mailbox<LoadRequest>
    /// Rung when a commit made work for claimers, of this engine too.
    let claims: Alarm
    let metrics: EngineMetrics
    let mailbox: Mailbox<ShardMessage>
    let holdings: Holdings
    /// Which of the engine's shards it is.
    let number: Int

    var clock: any EngineClock { configuration.clock }
    var logger: Logger { configuration.logger }

    func commitID() -> CommitID {
        CommitID(UUID(high: configuration.random(), low: configuration.random()))
    }

    func seed() -> Seed { Seed(high: configuration.random(), low: configuration.random()) }
}

/// What is to be read from the log for a shard.
enum LoadRequest: Sendable {
    /// An execution that was claimed, read no sooner than after a pause.
    case claimed(ClaimedStream, pause: Duration)
    /// No reading: a message that a shard sends itself after a pause.
    case later(ShardMessage, shard: Mailbox<ShardMessage>, pause: Duration)
    /// The events of an execution after the head that the shard knows, read no sooner than after a pause.
    case moved(StreamID, after: StreamHead, shard: Mailbox<ShardMessage>, pause: Duration)
    /// No reading: a machine that is to be published, no sooner than after a pause.
    case publish(StateMachine, pause: Duration)
    /// No reading: a commit in a transaction of its own, answered to its shard.
    case commit(Proposal, in: any EventStoreTransaction, shard: Mailbox<ShardMessage>)
    /// No reading: a start that is committed alone, no sooner than after a pause, answered to its shard.
    case start(Proposal, shard: Mailbox<ShardMessage>, pause: Duration)
    /// No reading: a transaction that is to end in nothing.
    case rollBack(any EventStoreTransaction)
    /// The owner of a name that a start found taken.
    case owner(StartPlan, Reply<StartResult>)
    /// A stream of another category, for its processor.
    case other(ClaimedStream)
}
