public import JSON

/// A state that waits for a time.
///
/// A nil `inputPath` or `outputPath` is the definition's `null`; an absent field is the root path.
public struct WaitState: Sendable, Hashable {
    /// The state's name.
    public let name: String
    /// The state's `Comment`.
    public let comment: String?
    /// The language of the state's fields.
    public let queryLanguage: QueryLanguage
    /// Selects the effective input; nil gives `{}`.
    public let inputPath: JSONPath?
    /// Selects the output from the effective input; nil gives `{}`.
    public let outputPath: JSONPath?
    /// With JSONata, what the state hands on in place of its input (`Output`).
    public let output: PayloadTemplate?
    /// How long the state waits.
    public let duration: WaitDuration
    /// Where the state leads.
    public let transition: Transition
    /// The variables that the state assigns when it is left.
    public let assign: PayloadTemplate?

    /// When the wait ends.
    ///
    /// Throws where a path selects nothing, no whole number of seconds from 0 to 99,999,999, or no timestamp.
    public func resolve(raw: JSONText, context: ContextObject) throws(StateRuntimeError) -> WaitTarget {
        let path: JSONPath
        switch duration {
        case .seconds(let seconds): return .seconds(seconds)
        case .timestamp(let instant): return .timestamp(instant)
        case .secondsPath(let secondsPath): path = secondsPath
        case .timestampPath(let timestampPath): path = timestampPath
        case .secondsExpression(let expression):
            var scope = EvaluationScope(input: raw, context: context, field: .duration)
            return .seconds(try expression.integer(in: 0...TimeoutSetting.maximumSeconds, in: &scope))
        case .timestampExpression(let expression):
            var scope = EvaluationScope(input: raw, context: context, field: .duration)
            let text = try expression.string(in: &scope)
            guard let instant = Instant(rfc3339: text) else { throw StateRuntimeError.notATimestamp(text) }
            return .timestamp(instant)
        }
        let effective = try InputOutput.input(raw, at: inputPath, context: context)
        var scope = EvaluationScope(input: effective, context: context)
        let value = try scope.value(of: path)
        if case .secondsPath = duration { return .seconds(try WaitState.seconds(value, at: path)) }
        guard case .string(let text) = value, let instant = Instant(rfc3339: text) else {
            throw StateRuntimeError.notATimestamp(path: path, value: value)
        }
        return .timestamp(instant)
    }

    /// What the state hands on.
    public func output(raw: JSONText, context: ContextObject) throws(StateRuntimeError) -> JSONText {
        if queryLanguage == .jsonata {
            return try InputOutput.filled(output, raw: raw, context: context, field: .output) ?? raw
        }
        let effective = try InputOutput.input(raw, at: inputPath, context: context)
        return try InputOutput.output(effective, at: outputPath, context: context)
    }

    private static func seconds(_ value: JSONValue, at path: JSONPath) throws(StateRuntimeError) -> Int {
        guard case .number(let number) = value, let seconds = number.int else {
            throw StateRuntimeError.notAnInteger(field: "SecondsPath", path: path, value: value)
        }
        guard (0...TimeoutSetting.maximumSeconds).contains(seconds) else {
            throw StateRuntimeError.outOfRange(field: "SecondsPath", path: path, value: value, lowest: 0)
        }
        return seconds
    }

    /// The variables that the state assigns, as an object; nil for none. `$` is the input after `InputPath`.
    public func assigned(raw: JSONText, context: ContextObject) throws(StateRuntimeError) -> JSONText? {
        guard let assign else { return nil }
        if queryLanguage == .jsonata {
            return try InputOutput.filled(assign, raw: raw, context: context, field: .assign)
        }
        let effective = try InputOutput.input(raw, at: inputPath, context: context)
        return try InputOutput.assigned(assign, from: effective, context: context)
    }

    /// Whether leaving the state draws chance.
    public var drawsChance: Bool { [output, assign].contains { $0?.drawsChance ?? false } }

    /// Whether finding when the wait ends draws chance.
    public var drawsChanceForDuration: Bool {
        switch duration {
        case .secondsExpression(let expression), .timestampExpression(let expression): expression.drawsChance
        case .seconds, .secondsPath, .timestamp, .timestampPath: false
        }
    }
}
