/// How a distributed Map puts items together; at least one limit is given.
public struct ItemBatcher: Sendable, Hashable {
    /// The most items of a batch.
    public let maxItems: MapNumber?
    /// The most bytes of a batch's input.
    public let maxBytes: MapNumber?
    /// What each batch is given besides its items.
    public let batchInput: PayloadTemplate?
}
