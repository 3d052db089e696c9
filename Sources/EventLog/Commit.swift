/// One or more appends that become durable together or not at all.
///
/// The events are numbered and chained here, before any store sees them: sending a commit again sends the same bytes.
public struct Commit: Hashable, Sendable {
    /// The commit's name, unique for ever.
    public let id: CommitID
    /// What it does, one append a stream.
    public let appends: [Append]
    /// For each append its events as they will stand in the log.
    public let records: [[RecordedEvent]]

    /// Numbers and chains the events of `appends`.
    ///
    /// - Precondition: there is at least one append, and no two name the same stream.
    public init(id: CommitID, appends: [Append]) {
        precondition(!appends.isEmpty, "a commit has at least one append")
        for (index, append) in appends.enumerated() {
            precondition(
                !appends[..<index].contains { $0.stream == append.stream }, "a commit names a stream only once")
        }
        self.id = id
        self.appends = appends
        self.records = appends.map { HashChain.records(of: $0, commitID: id) }
    }

    /// A commit of a single append.
    public init(id: CommitID, _ append: Append) {
        self.init(id: id, appends: [append])
    }

    /// The heads that the streams have once this is committed, in the order of `appends`.
    public var heads: [StreamHead] {
        zip(appends, records).map { append, records in records.last?.head ?? append.expected }
    }
}
