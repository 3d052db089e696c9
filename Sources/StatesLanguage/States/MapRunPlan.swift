public import JSON

/// All that a distributed Map needs to know when it begins, evaluated: it is recorded, and whoever runs the executions reads
/// it back.
public struct MapRunPlan: Sendable, Hashable {
    /// The text that is recorded.
    public let text: JSONText
    private let value: JSONValue

    /// Reads a plan back; nil where the text is none.
    public init?(_ text: JSONText) {
        guard let value = try? text.value(), value.objectValue != nil else { return nil }
        self.text = text
        self.value = value
    }

    init(_ object: JSONObject) {
        value = .object(object)
        text = JSONText(value)
    }

    /// The items, where `ItemsPath` selected them.
    public var items: [JSONValue]? { value["items"]?.arrayValue }
    /// The parameters of the reader; nil where there is none.
    public var reader: JSONValue? { value["reader"] }
    /// The most items that are read.
    public var maxItems: Int? { value["maxItems"]?.numberValue?.int }
    /// The parameters of the writer; nil where there is none.
    public var writer: JSONValue? { value["writer"] }
    /// How many executions run at one time; 0 for as many as may be.
    public var maxConcurrency: Int { value["maxConcurrency"]?.numberValue?.int ?? 0 }
    /// How many items may fail; nil where only a percentage is given.
    public var toleratedFailureCount: Int? { value["toleratedFailureCount"]?.numberValue?.int }
    /// How many of a hundred items may fail.
    public var toleratedFailurePercentage: Double? { value["toleratedFailurePercentage"]?.numberValue?.double }
    /// The most items of a batch; nil where batches are not limited so, or there are none.
    public var batchItems: Int? { value["batchItems"]?.numberValue?.int }
    /// The most bytes of a batch.
    public var batchBytes: Int? { value["batchBytes"]?.numberValue?.int }
    /// What each batch is given besides its items.
    public var batchInput: JSONValue? { value["batchInput"] }
    /// What `$` is in `ItemSelector`.
    public var selectorInput: JSONValue? { value["input"] }
    /// The variables that `ItemSelector` reads.
    public var variables: JSONObject { value["variables"]?.objectValue ?? JSONObject() }
    /// The second part of the machine's name.
    public var label: String { value["label"]?.stringValue ?? "" }
    /// The number of items that is known when the Map begins; 0 where a reader has yet to count them.
    public var length: Int { items?.count ?? 0 }
}
