/// What a month of the log holds.
public struct LogMonthSummary: Hashable, Sendable {
    /// The month.
    public let month: LogMonth
    /// How many streams began in it.
    public let streams: Int
    /// How many of them somebody is still to look after: open, asleep, held, parked, or with something to deliver.
    public let unfinished: Int
    /// How many bytes they take, indexes included.
    public let bytes: Int
}
