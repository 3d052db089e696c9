public import JSON

/// What a Map state has beside an inline one: each item, or batch of items, is an execution of its own.
public struct DistributedMap: Sendable, Hashable {
    /// Reads the items from an object; nil where `ItemsPath` selects them.
    public let reader: ItemReader?
    /// Puts items together; nil for an execution for each.
    public let batcher: ItemBatcher?
    /// Writes what the executions end with; nil where the state's result is an array of it.
    public let writer: ResultWriter?
    /// How many items may fail.
    public let toleratedFailureCount: MapNumber?
    /// How many of a hundred items may fail.
    public let toleratedFailurePercentage: MapNumber?
    /// The second part of the name of the executions' machine; nil where the state's name makes one.
    public let label: String?
    /// The definition of the executions, as the text of a machine.
    public let definition: JSONText

    /// Whether beginning it draws chance.
    public var drawsChance: Bool {
        [reader?.parameters, batcher?.batchInput, writer?.parameters].contains { $0?.drawsChance ?? false }
            || [
                reader?.maxItems, batcher?.maxItems, batcher?.maxBytes, toleratedFailureCount,
                toleratedFailurePercentage,
            ].contains { $0?.drawsChance ?? false }
    }
}
