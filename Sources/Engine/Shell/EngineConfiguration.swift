public import EventLog
public import Logging

/// How an engine runs.
public struct EngineConfiguration: Sendable {
    /// The queue its executions are found on: a service's own name, so that services with other handlers can share the
    /// database.
    public var queue = Queue("default")
    /// How long its streams stay its own after its last sign of life. It says so three times as often. Default 30 s.
    public var lease = Duration.seconds(30)
    /// How often it looks for work that no hint told of. Default 1 s.
    public var pollInterval = Duration.seconds(1)
    /// A sleep shorter than this keeps the execution in memory; a longer one releases it. Default 10 s.
    public var shortestReleasedSleep = Duration.seconds(10)
    /// The most executions that one claim takes. Default 1,000.
    public var claimLimit = 1000
    /// The most executions it holds at one time before it claims no more; those it starts itself come on top. An engine that loses
    /// its lease while it holds more than 256 has room for half of that, and for twice as much after each lease that goes well. Default 20,000.
    public var holdLimit = 20_000
    /// The most streams of other categories, such as notifications, that it handles at one time. Default 64.
    public var processorConcurrency = 64
    /// How many takeovers without progress make an execution stuck. Default 5.
    public var takeoverLimit = 5
    /// The number of events after which an execution fails with `States.Runtime`. Default 25,000, the service's.
    public var eventLimit = 25_000
    /// How large things may get.
    public var limits = ExecutionLimits()
    /// How many loops decide; executions are spread over them. Default 2.
    public var shards = 2
    /// The region in ARNs.
    public var region = "us-east-1"
    /// The account in ARNs.
    public var account = "123456789012"
    /// What is to be born in the commit that ends an execution, such as a notification of it; called with the execution as
    /// that commit leaves it, and again where the commit has to be decided again.
    ///
    /// It is called in the engine's loop, so it must not wait, and must give the same for the same execution. It is also
    /// called where a client of this configuration stops an execution. Where a client without it does, the engine that
    /// takes the execution's wake-up away makes up for it, in that commit. An append to a stream that the commit names
    /// already is left out, and what is there already is not made again. Default: nothing.
    public var onEnd: (@Sendable (ExecutionDescription) -> [Append])?
    /// Where distributed Maps read and write objects; by default nowhere.
    public var objects: (any ObjectStore)?
    /// Whether distributed Maps may ask the store's database by SQL, where it can be asked (`QueryableEventStore`): whoever may
    /// begin a machine can then read what the engine's user of the database can. Default: no.
    public var allowsQueries = false
    /// Where time comes from.
    public var clock: any EngineClock = SystemEngineClock()
    /// Where chance comes from: 64 random bits a call.
    public var random: @Sendable () -> UInt64
    /// Where messages go.
    public var logger = Logger(label: "daybook")

    /// The defaults.
    public init() {
        let source = EngineRandom()
        random = { source.next() }
    }

    /// What goes with the commit after which an execution stands at `after`; nothing where that does not end it.
    func companions(ofEnd execution: StreamID, before: ExecutionState, after: ExecutionState) -> [Append] {
        // One decision may redrive an execution and end it again.
        let ends = after.status != .running && (before.status == .running || before.redriveCount < after.redriveCount)
        guard ends else { return [] }
        var named: Set = [execution]
        let signals = ChildExecution.signals(ofEnd: execution, before: before, after, queue: queue)
        return (signals + (onEnd?(ExecutionDescription(execution, after)) ?? []))
            .filter { named.insert($0.stream).inserted }
    }

    /// The ARN of a state machine of this account.
    public func stateMachineArn(_ name: String) -> String {
        "arn:aws:states:\(region):\(account):stateMachine:\(name)"
    }
}
