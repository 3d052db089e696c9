/// Where a distributed Map writes what its executions end with.
public struct ResultWriter: Sendable, Hashable {
    /// What is written of each execution.
    public enum Transformation: String, Sendable, Hashable, CaseIterable {
        /// Its output and what is known of it.
        case none = "NONE"
        /// Its output.
        case compact = "COMPACT"
        /// Its output; of an array its elements.
        case flatten = "FLATTEN"
    }

    /// The form of the files.
    public enum OutputType: String, Sendable, Hashable, CaseIterable {
        case json = "JSON"
        case jsonLines = "JSONL"
    }

    /// `…:s3:putObject`; nil where nothing is written and the state's result alone is shaped.
    public let resource: String?
    /// `Bucket` and `Prefix`.
    public let parameters: PayloadTemplate?
    /// What is written of each execution.
    public let transformation: Transformation
    /// The form of the files.
    public let outputType: OutputType
}
