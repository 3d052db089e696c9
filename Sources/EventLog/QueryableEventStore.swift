/// A store in whose database its callers may ask by SQL.
public protocol QueryableEventStore: EventStore {
    /// Opens the rows of a `SELECT`, all of one moment. The query can only read.
    ///
    /// - Parameter values: what `$1`, `$2`, … stand for.
    /// - Throws: `EventStoreError.invalidRequest` for a query that the database refuses.
    func query(_ sql: String, _ values: [QueryValue]) async throws(EventStoreError) -> any QueryCursor
}

/// The rows of a query, of which a caller takes as many as it can hold.
///
/// It holds a connection until it is closed.
public protocol QueryCursor: Sendable {
    /// The next rows, `limit` at the most, each as the UTF-8 text of a JSON object with a member for each column; none behind
    /// the last.
    func next(_ limit: Int) async throws(EventStoreError) -> [[UInt8]]

    /// Lets the rows go.
    func close() async
}
