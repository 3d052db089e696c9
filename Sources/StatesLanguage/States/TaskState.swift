public import JSON

/// A state that has work done outside the machine.
///
/// A nil `inputPath`, `resultPath` or `outputPath` is the definition's `null`; an absent field is the root path.
public struct TaskState: FallibleState, Sendable, Hashable {
    /// The state's name.
    public let name: String
    /// The state's `Comment`.
    public let comment: String?
    /// The language of the state's fields.
    public let queryLanguage: QueryLanguage
    /// What does the work: a URI, usually an ARN, kept as written.
    public let resource: String
    /// Selects the effective input; nil gives `{}`.
    public let inputPath: JSONPath?
    /// Shapes what the task is given (`Parameters`; with JSONata `Arguments`).
    public let parameters: PayloadTemplate?
    /// Shapes what the task gave.
    public let resultSelector: PayloadTemplate?
    /// Where the result goes in the raw input; nil drops it.
    public let resultPath: ReferencePath?
    /// Selects the output; nil gives `{}`.
    public let outputPath: JSONPath?
    /// With JSONata, what the state hands on in place of the result (`Output`).
    public let output: PayloadTemplate?
    /// How long the task may take; nil for no limit.
    public let timeout: TimeoutSetting?
    /// How long the task may stay silent; nil for no limit.
    public let heartbeat: TimeoutSetting?
    /// The role the task is to be run under.
    public let credentials: Credentials?
    /// The retriers, in the order in which they are asked.
    public let retry: [Retrier]
    /// The catchers, in the order in which they are asked.
    public let `catch`: [Catcher]
    /// Where the state leads.
    public let transition: Transition
    /// The variables that the state assigns when it is left.
    public let assign: PayloadTemplate?

    /// Whether the task ends when somebody who has its token says so: its resource ends in `.waitForTaskToken`.
    public var waitsForTaskToken: Bool { resource.hasSuffix(".waitForTaskToken") }

    /// The input after `InputPath`, before `Parameters`.
    public func input(_ raw: JSONText, context: ContextObject) throws(StateRuntimeError) -> JSONText {
        try InputOutput.input(raw, at: inputPath, context: context)
    }

    /// What the task is given: the raw input after `InputPath` and `Parameters`, or `Arguments`.
    public func effectiveInput(raw: JSONText, context: ContextObject) throws(StateRuntimeError) -> JSONText {
        if queryLanguage == .jsonata {
            return try InputOutput.filled(parameters, raw: raw, context: context, field: .parameters) ?? raw
        }
        return try InputOutput.effectiveInput(raw, inputPath: inputPath, parameters: parameters, context: context)
    }

    /// The time limits for this execution of the state; paths are read from the input after `InputPath`.
    ///
    /// Throws where a path selects nothing or no positive integer, and where a heartbeat is not below its time-out.
    public func limits(raw: JSONText, context: ContextObject) throws(StateRuntimeError) -> TaskLimits {
        if timeout == nil, heartbeat == nil { return TaskLimits(timeoutSeconds: nil, heartbeatSeconds: nil) }
        if case .seconds(let seconds)? = timeout, heartbeat == nil {
            return TaskLimits(timeoutSeconds: seconds, heartbeatSeconds: nil)
        }
        var scope = EvaluationScope(input: try input(raw, context: context), context: context, field: .limits)
        let timeout = try timeout?.seconds(of: "TimeoutSecondsPath", in: &scope)
        let heartbeat = try heartbeat?.seconds(of: "HeartbeatSecondsPath", in: &scope)
        if let timeout, let heartbeat, heartbeat >= timeout {
            throw StateRuntimeError.heartbeatNotBelowTimeout(heartbeat: heartbeat, timeout: timeout)
        }
        return TaskLimits(timeoutSeconds: timeout, heartbeatSeconds: heartbeat)
    }

    /// The role of `Credentials`, or nil where the state names none.
    public func roleArn(raw: JSONText, context: ContextObject) throws(StateRuntimeError) -> String? {
        switch credentials?.roleArn {
        case nil: return nil
        case .constant(let arn)?: return arn
        case .path(let path)?:
            var scope = EvaluationScope(input: try input(raw, context: context), context: context)
            let value = try scope.value(of: path, field: "RoleArn.$")
            guard case .string(let arn) = value else {
                throw StateRuntimeError.notAString(field: "RoleArn", path: path.text, value: value)
            }
            return arn
        case .expression(let expression)?:
            var scope = EvaluationScope(input: raw, context: context, field: .credentials)
            return try expression.string(in: &scope)
        case .call(let call)?:
            var scope = EvaluationScope(input: try input(raw, context: context), context: context)
            let value = try call.value(in: &scope)
            guard case .string(let arn) = value else {
                throw StateRuntimeError.notAString(field: "RoleArn", path: call.text, value: value)
            }
            return arn
        }
    }

    /// Whether scheduling an attempt draws chance.
    public var drawsChanceForAttempts: Bool {
        parameters?.drawsChance ?? false || [timeout, heartbeat].contains { $0?.drawsChance ?? false }
            || credentials?.drawsChance ?? false
    }
}
