internal import EventLog
internal import FoundationEssentials
internal import JSON
internal import StatesLanguage

/// Everything that a start will write, once it is decided.
struct StartPlan: Sendable {
    let machine: StateMachine
    let execution: StreamID
    let name: String
    /// Whether the caller chose the name; a generated name is unique anyway and needs no stream.
    let isNamed: Bool
    let started: ExecutionEvent.ExecutionStarted

    /// Checks a request to start.
    init(
        machine: StateMachine, input: String, name: String?, options: StartOptions, configuration: EngineConfiguration
    ) throws(EngineError) {
        let text: JSONText
        do {
            text = try JSONText(validating: input)
        } catch {
            throw .invalidInput(error)
        }
        let limit = configuration.limits.payloadBytes
        guard text.count <= limit else { throw .inputTooLarge(bytes: text.count, limit: limit) }
        if let name, !ExecutionName.isValid(name) { throw .invalidName(name) }
        self.machine = machine
        let uuid = UUID(version7: configuration.clock.now(), random: configuration.random())
        self.execution = StreamID(.execution, uuid)
        self.isNamed = name != nil && !options.isExpress
        self.name = name ?? uuid.text
        self.started = ExecutionEvent.ExecutionStarted(
            stateMachine: configuration.stateMachineArn(machine.name), name: self.name,
            definition: machine.definitionHash, role: machine.role.hash, roleArn: machine.role.arn,
            semantics: .current, queue: configuration.queue, eventLimit: configuration.eventLimit,
            timeoutSeconds: machine.definition.timeoutSeconds, startedBy: options.startedBy,
            version: options.version, alias: options.alias, expressID: options.isExpress ? uuid.text : nil,
            traceHeader: options.traceHeader, input: text)
    }

    /// An execution of a Map Run: its stream's name follows from the run, so that beginning it twice is a conflict.
    init(
        child execution: StreamID, of machine: StateMachine, input: JSONText, items: Int?, mapRun: String,
        redrive: Int?, configuration: EngineConfiguration
    ) throws(EngineError) {
        let limit = configuration.limits.payloadBytes
        guard input.count <= limit else { throw .inputTooLarge(bytes: input.count, limit: limit) }
        self.machine = machine
        self.execution = execution
        self.isNamed = false
        self.name = execution.uuid.text
        self.started = ExecutionEvent.ExecutionStarted(
            stateMachine: configuration.stateMachineArn(machine.name), name: name,
            definition: machine.definitionHash, role: machine.role.hash, roleArn: machine.role.arn,
            semantics: .current, queue: configuration.queue, eventLimit: configuration.eventLimit,
            timeoutSeconds: machine.definition.timeoutSeconds, startedBy: mapRun, items: items,
            mapRunRedrive: redrive, input: input)
    }

    /// An execution that a task of another one waits for: its stream's name follows from that task.
    init(
        child execution: StreamID, of machine: StateMachine, input: String, name: String?, parent: ExecutionParent,
        startedBy: String, version: Int?, alias: String?, configuration: EngineConfiguration
    ) throws(EngineError) {
        var options = StartOptions(startedBy: startedBy)
        (options.version, options.alias) = (version, alias)
        let plan = try StartPlan(
            machine: machine, input: input, name: name, options: options, configuration: configuration)
        var started = plan.started
        started.parent = parent
        if name == nil { started.name = execution.uuid.text }
        self.init(
            machine: machine, execution: execution, name: started.name, isNamed: plan.isNamed, started: started)
    }

    private init(
        machine: StateMachine, execution: StreamID, name: String, isNamed: Bool,
        started: ExecutionEvent.ExecutionStarted
    ) {
        self.machine = machine
        self.execution = execution
        self.name = name
        self.isNamed = isNamed
        self.started = started
    }

    /// The appends beside the execution's own: its name, and the texts that are not known to be stored.
    func companions(at time: Timestamp, without stored: Set<StreamID>) -> [Append] {
        var appends: [Append] = []
        if isNamed {
            appends.append(
                ExecutionName.append(
                    stateMachine: started.stateMachine, name: name, execution: execution, input: started.input,
                    at: time))
        }
        for text in machine.pinnedTexts where !stored.contains(text.stream) {
            appends.append(text.append(at: time))
        }
        return appends
    }

    var nameStream: StreamID { ExecutionName.stream(stateMachine: started.stateMachine, name: name) }

    var labels: StreamLabels { started.labels }

    /// What the owner of the name makes of this start.
    func result(givenOwner owner: ExecutionName.Owner) throws(EngineError) -> StartResult {
        guard owner.input == SHA256Hash(of: Array(started.input.utf8)) else {
            throw .executionAlreadyExists(name: name, execution: owner.execution)
        }
        return StartResult(execution: owner.execution, name: name, isNew: false)
    }
}

extension ExecutionEvent.ExecutionStarted {
    /// By what an execution is found in lists.
    var labels: StreamLabels {
        var labels: StreamLabels = ["stateMachine": stateMachineName, "name": name]
        if let version { labels["version"] = String(version) }
        if let alias { labels["alias"] = alias }
        if let mapRunArn { labels["mapRun"] = mapRunArn }
        if let items { labels["items"] = String(items) }
        if let mapRunRedrive { labels["mapRunRedrive"] = String(mapRunRedrive) }
        return labels
    }

    /// The ARN of the Map Run that it is part of; `nil` where nobody but a person or a program started it.
    public var mapRunArn: String? {
        startedBy.flatMap { Self.isMapRun($0) ? $0 : nil }
    }

    static func isMapRun(_ starter: String) -> Bool { starter.hasPrefix("arn:") && starter.contains(":mapRun:") }
}
