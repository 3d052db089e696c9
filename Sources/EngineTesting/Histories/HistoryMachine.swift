public import Engine
public import EventLog
public import StatesLanguage
internal import FoundationEssentials
public import JSON

/// What a script runs: a definition, and all that the core decides by.
public struct HistoryMachine: Sendable {
    /// The definition.
    public let machine: StateMachine
    /// What is registered about resources.
    public var policies: [String: ResourcePolicy] = [:]
    /// How large things may get.
    public var limits = ExecutionLimits()
    /// The number of events after which an execution fails.
    public var eventLimit = 25_000
    /// The name of the machine, as `$$.StateMachine.Name` shows it.
    public var name = "machine"
    /// When the first command happens.
    public var begin = Timestamp(microseconds: 1_767_225_600_000_000)
    /// Whether there is a worker; without one no run of a task begins.
    public var hasWorker = true
    /// The seed of the first decision; each next one gets the next number.
    public var seed: UInt64 = 0xda7b_00c0
    /// The number of the worker that decides first.
    public var firstWorker = 0

    /// The execution's stream.
    public let execution: StreamID

    /// Reads a definition.
    ///
    /// - Parameter role: what the machine may call; by default everything.
    /// - Throws: `DefinitionError` where the definition is wrong.
    public init(_ definition: String, role: Role? = nil) throws(DefinitionError) {
        let role = role ?? Role(arn: "arn:aws:iam::123456789012:role/daybook", resources: ["*"], topics: ["*"])
        machine = try StateMachine(name: "machine", definition: definition, role: role)
        execution = StreamID(
            .execution, UUID(version7: Timestamp(microseconds: 1_767_225_600_000_000), random: 0xda7b))
    }

    /// What decides for the worker of this number.
    public func decider(_ worker: Int = 0) -> Decider {
        Decider(
            definition: machine.definition, role: machine.role, policies: policies,
            worker: hasWorker ? ScriptNames.worker(worker) : nil, limits: limits, execution: execution)
    }

    /// The first event on this input.
    public func started(_ input: JSONText) -> ExecutionEvent.ExecutionStarted {
        ExecutionEvent.ExecutionStarted(
            stateMachine: "arn:aws:states:us-east-1:123456789012:stateMachine:\(self.name)", name: "execution",
            definition: machine.definitionHash, role: machine.role.hash, roleArn: machine.role.arn,
            semantics: .current, queue: Queue("default"), eventLimit: eventLimit,
            timeoutSeconds: machine.definition.timeoutSeconds, startedBy: nil, input: input)
    }
}
