public import JSON

/// A Map state: runs its steps for each item of an array, and hands on the array of what they end with.
public struct Map: FallibleStep {
    /// Where the iterations run.
    public enum Mode: String, Sendable, Hashable {
        /// Inside the execution.
        case inline = "INLINE"
        /// Each in an execution of its own.
        case distributed = "DISTRIBUTED"
    }

    /// The name and the fields of the state.
    public var fields: StepFields

    /// Runs steps for each item. What else a distributed Map has (`ItemReader`, `ItemBatcher`, `ResultWriter`, …) is set by
    /// `field`.
    ///
    /// - Parameters:
    ///   - itemsPath: selects the array; by default the input is one.
    ///   - maxConcurrency: how many iterations run at one time; 0 for as many as may be, the default.
    public init(
        _ name: String, itemsPath: String? = nil, maxConcurrency: Int? = nil, mode: Mode = .inline,
        @StepBuilder steps: () -> [any Step]
    ) {
        fields = StepFields(name: name, type: "Map")
        if let itemsPath { fields.set("ItemsPath", .string(itemsPath)) }
        if let maxConcurrency { fields.set("MaxConcurrency", .number(JSONNumber(maxConcurrency))) }
        let config: JSONValue =
            mode == .inline ? ["Mode": "INLINE"] : ["Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"]
        fields.set("ItemProcessor", StepBlock(steps()).node(after: [("ProcessorConfig", config)]))
    }

    /// With JSONata, makes the array of items (`Items`): an array, or an expression between `{%` and `%}`.
    public func items(_ items: JSONValue) -> Self { field("Items", items) }

    /// Makes the input of each iteration (`ItemSelector`); the item is `$$.Map.Item.Value`, with JSONata
    /// `$states.context.Map.Item.Value`.
    public func itemSelector(_ selector: JSONValue) -> Self { field("ItemSelector", selector) }
}
