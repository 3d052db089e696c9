package import EventLog

extension QueryableEventStore {
    /// All rows of a query, taken two at a time, as text.
    package func rows(_ sql: String, _ values: [QueryValue] = []) async throws(EventStoreError) -> [String] {
        let cursor = try await query(sql, values)
        var rows: [String] = []
        do throws(EventStoreError) {
            while true {
                let page = try await cursor.next(2)
                if page.isEmpty { break }
                rows += page.map { String(decoding: $0, as: UTF8.self) }
            }
        } catch {
            await cursor.close()
            throw error
        }
        await cursor.close()
        return rows
    }
}
