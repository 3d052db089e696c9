public import EventLog

extension SQLiteEventStore: QueryableEventStore {
    /// Opens the rows of a `SELECT` over the tables of this file, on a thread and a connection of its own until it is closed.
    ///
    /// Numbers and texts become JSON's; there are no blobs in JSON, so a query whose columns hold one fails.
    ///
    /// - Throws: `invalidRequest` for a query that SQLite refuses, or of whose columns two have one name.
    public func query(_ sql: String, _ values: [QueryValue]) async throws(EventStoreError) -> any QueryCursor {
        let cursor = SQLiteQueryCursor(file: file)
        do throws(EventStoreError) {
            try await cursor.open(sql, values)
        } catch {
            await cursor.close()
            throw error
        }
        return cursor
    }
}
