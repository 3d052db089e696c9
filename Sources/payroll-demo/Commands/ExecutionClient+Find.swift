import Engine
import EventLog
import FoundationEssentials

extension ExecutionClient {
    /// What the arguments that name a run say in the help.
    static let idHelp = "The run: its id, the beginning of it, its name, or last for the newest one."

    /// The execution that a person means: the last one, or one by its whole id, the beginning of it, or its name.
    func find(_ text: String) async throws -> StreamID {
        if text == "last" {
            guard let newest = try await list(StreamQuery(category: .execution, limit: 1)).streams.first else {
                throw CommandFailure("there are no runs")
            }
            return newest.stream
        }
        if let uuid = UUID(uuidString: text) { return StreamID(.execution, uuid) }
        if let named = try await execution(named: text, of: PayrollMachine.name) { return named }
        var matches: [StreamID] = []
        try await forEachExecution { summary in
            if summary.stream.uuid.text.hasPrefix(text.lowercased()) { matches.append(summary.stream) }
            return matches.count < 100
        }
        switch matches.count {
        case 1: return matches[0]
        case 0: throw CommandFailure("there is no execution '\(text)'; payroll-demo list shows them")
        default: throw CommandFailure("'\(text)' may be any of \(matches.count) executions: give more of the id")
        }
    }

    /// Calls `body` for every execution in the log, page by page, until it says that it has seen enough.
    func forEachExecution(
        status: StreamStatus? = nil, newestFirst: Bool = true, _ body: (StreamSummary) async throws -> Bool
    ) async throws {
        var query = StreamQuery(category: .execution, status: status, newestFirst: newestFirst, limit: 500)
        while true {
            let page = try await list(query)
            for summary in page.streams {
                guard try await body(summary) else { return }
            }
            guard let next = page.next else { return }
            query.after = next
        }
    }
}
