internal import EventLog

/// The events of an execution, in order, as they come.
public struct ExecutionHistory: AsyncSequence, Sendable {
    /// One event.
    public typealias Element = HistoryEntry
    /// Why the history cannot be read on.
    public typealias Failure = EngineError

    let execution: StreamID
    let follows: Bool
    let client: ExecutionClient

    /// Reads from the first event on.
    public func makeAsyncIterator() -> Iterator {
        Iterator(execution: execution, follows: follows, client: client)
    }

    /// Reads page by page, and waits at the end of the stream while the execution runs.
    public struct Iterator: AsyncIteratorProtocol {
        let execution: StreamID
        let follows: Bool
        let client: ExecutionClient
        private var page: ArraySlice<RecordedEvent> = []
        private var last = StreamVersion.none
        private var hasEnded = false

        /// How often a history that is followed looks for more.
        private static let pollInterval = Duration.milliseconds(50)

        init(execution: StreamID, follows: Bool, client: ExecutionClient) {
            self.execution = execution
            self.follows = follows
            self.client = client
        }

        /// The next event; `nil` after the last.
        ///
        /// - Throws: `EngineError` where the store fails or an event cannot be understood.
        public mutating func next() async throws(EngineError) -> HistoryEntry? {
            while page.isEmpty {
                page = try await client.read(execution, after: last, limit: 200)[...]
                guard page.isEmpty else { break }
                guard last != .none else { throw .executionDoesNotExist(execution) }
                guard follows, !hasEnded, !Task.isCancelled else { return nil }
                let clock = client.configuration.clock
                try? await clock.sleep(until: clock.now().adding(Iterator.pollInterval))
            }
            guard let recorded = page.popFirst() else { return nil }
            last = recorded.version
            do {
                let entry = try HistoryEntry(recorded)
                hasEnded = entry.event.endsExecution || (hasEnded && !entry.event.isRedrive)
                return entry
            } catch {
                throw .unreadable(execution, error)
            }
        }

        /// The next event; an execution's history has no isolation of its own.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(EngineError) -> HistoryEntry? {
            try await next()
        }
    }
}

extension ExecutionEvent {
    fileprivate var isRedrive: Bool {
        if case .executionRedriven = self { true } else { false }
    }
}
