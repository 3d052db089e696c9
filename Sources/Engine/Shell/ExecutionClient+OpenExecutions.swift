public import EventLog
internal import FoundationEssentials

extension ExecutionClient {
    /// One page of the executions that have not ended: of those that run, and of those that are stuck.
    ///
    /// - Parameter query: its status is not looked at.
    /// - Throws: `EngineError.store`.
    public func listOpen(_ query: StreamQuery) async throws(EngineError) -> StreamPage {
        var streams: [StreamSummary] = []
        var hasMore = false
        for status in [ExecutionStatus.running.streamStatus, .stuck] {
            var query = query
            query.status = status
            let page = try await list(query)
            streams += page.streams
            hasMore = hasMore || page.next != nil
        }
        // Each part is sorted already, and holds as much as the page may.
        streams.sort { left, right in
            let (left, right) = query.newestFirst ? (right, left) : (left, right)
            guard left.createdAt == right.createdAt else {
                return left.createdAt ?? .distantFuture < right.createdAt ?? .distantFuture
            }
            return left.stream.uuid < right.stream.uuid
        }
        let page = Array(streams.prefix(query.limit))
        guard hasMore || streams.count > page.count, let last = page.last, let createdAt = last.createdAt else {
            return StreamPage(streams: page, next: nil)
        }
        return StreamPage(streams: page, next: StreamCursor(createdAt: createdAt, uuid: last.stream.uuid))
    }
}
