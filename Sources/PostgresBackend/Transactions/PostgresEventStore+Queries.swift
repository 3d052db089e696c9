public import EventLog

extension PostgresEventStore: QueryableEventStore {
    /// Opens the rows of a `SELECT`, in a transaction that only reads and has a connection of its own
    /// (`PostgresConfiguration.transactions`) until it is closed.
    ///
    /// Columns become JSON as `row_to_json` has it: numbers keep their digits, times are texts in ISO 8601.
    ///
    /// - Throws: `invalidRequest` for a query that the server refuses, `unavailable` where no connection can be made.
    public func query(_ sql: String, _ values: [QueryValue]) async throws(EventStoreError) -> any QueryCursor {
        let cursor = PostgresQueryCursor(try await begin())
        do throws(EventStoreError) {
            try await cursor.open(sql, values)
        } catch {
            await cursor.close()
            throw error
        }
        return cursor
    }
}
