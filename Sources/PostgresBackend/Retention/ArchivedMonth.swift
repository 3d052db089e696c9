/// A month that was set aside, as the log records it.
public struct ArchivedMonth: Hashable, Sendable {
    /// The month.
    public let month: LogMonth
    /// How many streams it holds.
    public let streams: Int
    /// How many events they have.
    public let events: Int
    /// A SHA-256, in hexadecimal digits, of all its streams' last links: whoever keeps it elsewhere can tell later whether
    /// anything in the archive was changed, cut off or taken away.
    public let seal: String
    /// The tables that hold it, outside the log from now on; events first.
    public var tables: [String] { RetentionStatements.tables(of: month.period) }
}
