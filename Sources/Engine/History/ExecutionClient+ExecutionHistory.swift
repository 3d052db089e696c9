public import EventLog
internal import StatesLanguage

extension ExecutionClient {
    /// The history of an execution so far, as the service's `GetExecutionHistory` tells it.
    ///
    /// - Parameter reverseOrder: whether the last event comes first.
    /// - Throws: `EngineError.executionDoesNotExist`, or where its stream or its definition cannot be read.
    public func executionHistory(
        of execution: StreamID, reverseOrder: Bool = false
    ) async throws(EngineError) -> [HistoryEvent] {
        var projection = HistoryProjection(definition: try await definition(of: execution))
        var history: [HistoryEvent] = []
        var last = StreamVersion.none
        while true {
            let page = try await read(execution, after: last, limit: 1000)
            do {
                for event in page { history += try projection.append(event) }
            } catch {
                throw .unreadable(execution, error)
            }
            guard page.count == 1000, let end = page.last else { break }
            last = end.version
        }
        return reverseOrder ? history.reversed() : history
    }
}
