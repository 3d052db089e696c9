/// What a start says beside the machine, the input and the name; it is recorded, and changes nothing in how the execution runs.
public struct StartOptions: Hashable, Sendable {
    /// Who starts it.
    public var startedBy: String?
    /// The number of the machine's version that is started; `nil` where the machine itself is.
    public var version: Int?
    /// The machine's alias that is started.
    public var alias: String?
    /// Whether the machine is an Express machine of the service: then its executions may share a name, and their ARNs have
    /// another form.
    public var isExpress = false
    /// The `traceHeader` that the service's clients send, at most 256 characters.
    public var traceHeader: String?

    /// Describes a start.
    public init(startedBy: String? = nil) {
        self.startedBy = startedBy
    }
}
