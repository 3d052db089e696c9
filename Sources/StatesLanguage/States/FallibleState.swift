public import JSON

/// A state whose failures can be retried and caught, and whose result is shaped: Task, Parallel and Map.
public protocol FallibleState {
    /// The language of the state's fields.
    var queryLanguage: QueryLanguage { get }
    /// Shapes the result.
    var resultSelector: PayloadTemplate? { get }
    /// Where the result goes in the raw input; nil drops it.
    var resultPath: ReferencePath? { get }
    /// Selects the output; nil gives `{}`.
    var outputPath: JSONPath? { get }
    /// With JSONata, what the state hands on in place of the result (`Output`).
    var output: PayloadTemplate? { get }
    /// The variables that the state assigns when it is left.
    var assign: PayloadTemplate? { get }
    /// The retriers, in the order in which they are asked.
    var retry: [Retrier] { get }
    /// The catchers, in the order in which they are asked.
    var `catch`: [Catcher] { get }
    /// Where the state leads.
    var transition: Transition { get }
}

extension FallibleState {
    /// What the state hands on of the result of the task, of all branches or of all iterations: `ResultSelector`, `ResultPath` into
    /// the raw input, `OutputPath`; with JSONata `Output`, or the result.
    public func output(
        result: JSONText, raw: JSONText, context: ContextObject
    ) throws(StateRuntimeError) -> JSONText {
        if queryLanguage == .jsonata {
            return try InputOutput.filled(
                output, raw: raw, outcome: .init(result: result), context: context, field: .output) ?? result
        }
        let selected = try InputOutput.selected(result, by: resultSelector, context: context)
        let merged = try InputOutput.merged(selected, into: raw, at: resultPath)
        return try InputOutput.output(merged, at: outputPath, context: context)
    }

    /// The variables that the state assigns, as an object; nil for none. `$` is the result.
    public func assigned(
        result: JSONText, raw: JSONText, context: ContextObject
    ) throws(StateRuntimeError) -> JSONText? {
        if queryLanguage == .jsonata {
            return try InputOutput.filled(
                assign, raw: raw, outcome: .init(result: result), context: context, field: .assign)
        }
        return try InputOutput.assigned(assign, from: result, context: context)
    }

    /// Whether leaving the state with a result draws chance.
    public var drawsChance: Bool { [resultSelector, output, assign].contains { $0?.drawsChance ?? false } }

    /// The first retrier that takes the error, and its index, which counts its attempts.
    ///
    /// A retrier that is used up is still the one that matched: the next one is not asked (specification, "Retry").
    public func retrier(for error: String) -> (index: Int, retrier: Retrier)? {
        guard let index = retry.firstIndex(where: { $0.matches(error) }) else { return nil }
        return (index, retry[index])
    }

    /// The first catcher that takes the error, and its index.
    public func catcher(for error: String) -> (index: Int, catcher: Catcher)? {
        guard let index = `catch`.firstIndex(where: { $0.matches(error) }) else { return nil }
        return (index, `catch`[index])
    }
}
