public import JSON

/// A state that runs a block of states for each item of an array, inside the execution (`INLINE`) or each in an execution of its
/// own (`DISTRIBUTED`), and hands on an array of what the iterations end with, in the order of the items.
///
/// A nil `inputPath`, `resultPath` or `outputPath` is the definition's `null`; an absent field is the root path.
public struct MapState: FallibleState, Sendable, Hashable {
    /// The state's name.
    public let name: String
    /// The state's `Comment`.
    public let comment: String?
    /// The language of the state's fields.
    public let queryLanguage: QueryLanguage
    /// What is done with each item (`ItemProcessor`, or `Iterator`).
    public let processor: StateBlock
    /// Selects the effective input; nil gives `{}`.
    public let inputPath: JSONPath?
    /// Selects the array of items from the effective input.
    public let itemsPath: JSONPath
    /// With JSONata, the array of items (`Items`); nil for the input.
    public let itemsTemplate: PayloadTemplate?
    /// Shapes what an iteration is given (`ItemSelector`, or `Parameters`); nil for the item itself.
    public let itemSelector: PayloadTemplate?
    /// How many iterations run at one time.
    public let maxConcurrency: MaxConcurrency
    /// Shapes the array of what the iterations end with.
    public let resultSelector: PayloadTemplate?
    /// Where the result goes in the raw input; nil drops it.
    public let resultPath: ReferencePath?
    /// Selects the output; nil gives `{}`.
    public let outputPath: JSONPath?
    /// With JSONata, what the state hands on in place of the result (`Output`).
    public let output: PayloadTemplate?
    /// The retriers, in the order in which they are asked.
    public let retry: [Retrier]
    /// The catchers, in the order in which they are asked.
    public let `catch`: [Catcher]
    /// The variables that the state assigns when it is left.
    public let assign: PayloadTemplate?
    /// Where the state leads.
    public let transition: Transition
    /// What makes it a distributed Map; nil for an inline one.
    public let distributed: DistributedMap?
    /// What an inline Map says of failures; it is looked at and has no effect, as on the service.
    let tolerance: MapTolerance

    /// The items, as the text of an array.
    ///
    /// Throws where `ItemsPath` selects nothing or no array, and where `Items` or the input is none.
    public func items(raw: JSONText, context: ContextObject) throws(StateRuntimeError) -> JSONText {
        if queryLanguage == .jsonata { return try itemsOfExpression(raw: raw, context: context) }
        let effective = try InputOutput.input(raw, at: inputPath, context: context)
        var scope = EvaluationScope(input: effective, context: context)
        let value = try scope.value(of: itemsPath)
        guard case .array = value else {
            throw StateRuntimeError.notAnArray(field: "ItemsPath", path: itemsPath, value: value)
        }
        return itemsPath.isRoot ? effective : JSONText(value)
    }

    /// How many iterations may run at one time; 0 for as many as the service runs.
    ///
    /// Throws where a path selects nothing, or no whole number from 0. A text that is a number is one (as recorded).
    public func concurrency(raw: JSONText, context: ContextObject) throws(StateRuntimeError) -> Int {
        switch maxConcurrency {
        case .constant(let limit): return limit
        case .expression(let expression):
            var scope = EvaluationScope(input: raw, context: context, field: .limits)
            return try expression.integer(in: 0...Int.max, in: &scope)
        case .path(let path):
            let effective = try InputOutput.input(raw, at: inputPath, context: context)
            var scope = EvaluationScope(input: effective, context: context)
            let value = try scope.value(of: path)
            let number = value.numberValue ?? value.stringValue.flatMap { JSONNumber($0) }
            guard let limit = number?.int else { throw StateRuntimeError.notAConcurrency(path: path, value: value) }
            guard limit >= 0 else { throw StateRuntimeError.negativeConcurrency }
            return limit
        }
    }

    private func itemsOfExpression(raw: JSONText, context: ContextObject) throws(StateRuntimeError) -> JSONText {
        guard let itemsTemplate else {
            let value = try InputOutput.parsed(raw)
            guard case .array = value else { throw StateRuntimeError.mapInputNotAnArray(value) }
            return raw
        }
        var scope = EvaluationScope(input: raw, context: context, field: .items)
        let items = try itemsTemplate.text(in: &scope)
        guard items.utf8.first == UInt8(ascii: "[") else {
            let value = try InputOutput.parsed(items)
            if case .expression(let expression) = itemsTemplate.root {
                throw StateRuntimeError.unexpectedType(expression, "array", value)
            }
            throw StateRuntimeError.itemsNotAnArray(value)
        }
        return items
    }

    /// What `$` stands for in `ItemSelector`, to be kept for all items; nil where nothing reads it.
    public func selectorInput(raw: JSONText, context: ContextObject) throws(StateRuntimeError) -> JSONText? {
        guard let itemSelector, itemSelector.readsInput else { return nil }
        return try InputOutput.input(raw, at: inputPath, context: context)
    }

    /// What an iteration is given: the item, which is the context's, or what `ItemSelector` makes of it.
    public func itemInput(
        _ item: JSONText, input: ParsedInput, context: ContextObject
    ) throws(StateRuntimeError) -> JSONText {
        guard let itemSelector else { return item }
        return try itemSelector.text(input, context: context, field: .itemSelector)
    }

    /// Throws where an inline Map says of failures what does not fit.
    public func checkTolerance(raw: JSONText, context: ContextObject) throws(StateRuntimeError) {
        guard tolerance != .none else { return }
        var scope = EvaluationScope(input: raw, context: context, field: .tolerance)
        try tolerance.check(in: &scope)
    }

    /// Whether beginning the iterations draws chance.
    public var drawsChanceForItems: Bool {
        if itemsTemplate?.drawsChance ?? false || distributed?.drawsChance ?? false || tolerance.drawsChance {
            return true
        }
        if case .expression(let expression) = maxConcurrency { return expression.drawsChance }
        return false
    }
}
