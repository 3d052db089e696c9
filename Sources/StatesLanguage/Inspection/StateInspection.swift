public import JSON

/// What the fields of a state make of its input and of its result, one after the other: the service's `InspectionData`.
///
/// Made by the same functions that run the state. A field that the state's kind has not, or that comes behind one that
/// fails, is `nil`.
public struct StateInspection: Sendable, Hashable {
    /// The raw input after `InputPath`.
    public internal(set) var afterInputPath: JSONText?
    /// After `Parameters`.
    public internal(set) var afterParameters: JSONText?
    /// With JSONata: what the task is given, after `Arguments`.
    public internal(set) var afterArguments: JSONText?
    /// The items of a Map, after `ItemsPath`.
    public internal(set) var afterItemsPath: JSONText?
    /// The items that a reader read below its `ItemsPointer`.
    public internal(set) var afterItemsPointer: JSONText?
    /// What is made of each item of a Map, after `ItemSelector`; an array.
    public internal(set) var afterItemSelector: JSONText?
    /// The result: of a task, or the `Result` of a Pass state.
    public internal(set) var result: JSONText?
    /// The result after `ResultSelector`.
    public internal(set) var afterResultSelector: JSONText?
    /// The raw input with the result in it, after `ResultPath`.
    public internal(set) var afterResultPath: JSONText?
    /// How many iterations of a Map run at one time; 0 for as many as may be.
    public internal(set) var maxConcurrency: Int?
    /// How many items of a Map may fail, where the state says so.
    public internal(set) var toleratedFailureCount: Int?
    /// How many of a hundred items of a Map may fail, where the state says so.
    public internal(set) var toleratedFailurePercentage: Double?

    /// Nothing.
    public init() {}

    /// Looks into a state.
    ///
    /// - Parameters:
    ///   - raw: what the state was given.
    ///   - result: what its task or its branches gave, where that is known.
    ///   - readItems: what the reader of a distributed Map read.
    public init(
        of state: State, raw: JSONText, result: JSONText?, readItems: [JSONText]? = nil, context: ContextObject
    ) {
        do throws(StateRuntimeError) {
            if state.queryLanguage == .jsonata {
                try inspectExpressions(of: state, raw, result, readItems, context)
                return
            }
            switch state {
            case .pass(let pass): try inspect(pass, raw, context)
            case .task(let task): try inspect(task, raw, result, context)
            case .parallel(let parallel): try inspect(parallel, raw, result, context)
            case .map(let map): try inspect(map, raw, result, readItems, context)
            case .succeed(let state): afterInputPath = try InputOutput.input(raw, at: state.inputPath, context: context)
            case .choice(let state): afterInputPath = try InputOutput.input(raw, at: state.inputPath, context: context)
            case .wait(let state): afterInputPath = try InputOutput.input(raw, at: state.inputPath, context: context)
            // It has no `InputPath`, and the service shows what it would give.
            case .fail: afterInputPath = raw
            }
        } catch {
            // What failed is in the test's outcome, with its cause.
        }
    }

    /// Of states with JSONata the service shows what a task is given and gives, and the numbers of a Map.
    private mutating func inspectExpressions(
        of state: State, _ raw: JSONText, _ result: JSONText?, _ readItems: [JSONText]?, _ context: ContextObject
    ) throws(StateRuntimeError) {
        switch state {
        case .task(let task):
            if task.parameters != nil { afterArguments = try task.effectiveInput(raw: raw, context: context) }
            self.result = result
        case .map(let map):
            try inspectNumbers(of: map, raw, context)
            guard map.itemSelector != nil else { return }
            var items = readItems
            if map.distributed?.reader == nil {
                let array = try map.items(raw: raw, context: context)
                items = try InputOutput.parsed(array).arrayValue?.map { JSONText($0) }
            }
            if let items { afterItemSelector = try StateInspection.selected(items, by: map, from: raw, context) }
        case .parallel, .pass, .choice, .wait, .succeed, .fail: return
        }
    }

    private mutating func inspectNumbers(
        of state: MapState, _ raw: JSONText, _ context: ContextObject
    ) throws(StateRuntimeError) {
        maxConcurrency = try state.concurrency(raw: raw, context: context)
        let plan = try state.mapRunPlan(raw: raw, context: context)
        toleratedFailureCount = plan?.toleratedFailureCount
        toleratedFailurePercentage = plan?.toleratedFailurePercentage
    }

    private mutating func inspect(
        _ state: PassState, _ raw: JSONText, _ context: ContextObject
    ) throws(StateRuntimeError) {
        if let literal = state.result {
            result = literal
        } else {
            afterInputPath = try InputOutput.input(raw, at: state.inputPath, context: context)
            afterParameters = try InputOutput.effectiveInput(
                raw, inputPath: state.inputPath, parameters: state.parameters, context: context)
        }
        afterResultSelector = state.result ?? afterParameters
        guard let selected = afterResultSelector else { return }
        afterResultPath = try InputOutput.merged(selected, into: raw, at: state.resultPath)
    }

    private mutating func inspect(
        _ state: TaskState, _ raw: JSONText, _ result: JSONText?, _ context: ContextObject
    ) throws(StateRuntimeError) {
        afterInputPath = try state.input(raw, context: context)
        afterParameters = try state.effectiveInput(raw: raw, context: context)
        self.result = result
        try inspect(result, state.resultSelector, state.resultPath, raw, context)
    }

    private mutating func inspect(
        _ state: ParallelState, _ raw: JSONText, _ result: JSONText?, _ context: ContextObject
    ) throws(StateRuntimeError) {
        try inspect(result, state.resultSelector, state.resultPath, raw, context)
    }

    private mutating func inspect(
        _ state: MapState, _ raw: JSONText, _ result: JSONText?, _ readItems: [JSONText]?, _ context: ContextObject
    ) throws(StateRuntimeError) {
        try inspectNumbers(of: state, raw, context)
        let effective = try InputOutput.input(raw, at: state.inputPath, context: context)
        afterInputPath = effective
        var items = readItems
        if state.distributed?.reader?.pointer != nil, let readItems {
            afterItemsPointer = JSONText(
                .array(
                    try readItems.map { item throws(StateRuntimeError) in
                        try InputOutput.parsed(item)
                    }))
        }
        if state.distributed?.reader == nil {
            let selected = try state.items(raw: raw, context: context)
            // As the input has it, where that can be told: the service shows its blanks here.
            afterItemsPath = state.itemsPath.text(in: effective) ?? selected
            items = try InputOutput.parsed(selected).arrayValue?.map { JSONText($0) }
        }
        if state.itemSelector != nil, let items {
            afterItemSelector = try StateInspection.selected(items, by: state, from: effective, context)
        }
        try inspect(result, state.resultSelector, state.resultPath, raw, context)
    }

    private static func selected(
        _ items: [JSONText], by state: MapState, from effective: JSONText, _ context: ContextObject
    ) throws(StateRuntimeError) -> JSONText {
        let input: ParsedInput
        do throws(JSONError) {
            input = try ParsedInput(effective)
        } catch {
            throw StateRuntimeError.unreadable(error)
        }
        var writer = JSONWriter()
        writer.beginArray()
        for (index, item) in items.enumerated() {
            writer.text(try state.itemInput(item, input: input, context: context.with(item, at: index)))
        }
        writer.endArray()
        return JSONText(unchecked: writer.utf8[...])
    }

    private mutating func inspect(
        _ result: JSONText?, _ selector: PayloadTemplate?, _ path: ReferencePath?, _ raw: JSONText,
        _ context: ContextObject
    ) throws(StateRuntimeError) {
        guard let result else { return }
        let selected = try InputOutput.selected(result, by: selector, context: context)
        afterResultSelector = selected
        afterResultPath = try InputOutput.merged(selected, into: raw, at: path)
    }
}

extension ContextObject {
    /// What an iteration reads.
    fileprivate func with(_ item: JSONText, at index: Int) -> ContextObject {
        var context = ContextObject(
            execution: execution, state: state, stateMachine: stateMachine, task: task,
            mapItem: .init(index: index, value: item), variables: variables, chance: chance.numbered(UInt64(index)),
            time: time)
        context.replacement = replacement
        return context
    }
}
