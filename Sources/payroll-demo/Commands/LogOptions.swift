import ArgumentParser
import Engine
import EventLog
import FoundationEssentials

/// The log of runs that were made before.
struct LogOptions: ParsableArguments {
    @Option(name: .long, help: "The directory that the runs wrote to; its daybook.sqlite is the log.")
    var out = "payroll-out"

    @OptionGroup var storeOptions: StoreOptions

    /// Opens the log, calls `body`, and closes it.
    func reading(_ body: (OpenStore, ExecutionClient) async throws -> Int32) async throws -> Int32 {
        let open = try await storeOptions.open(out: out, mustExist: true)
        let client = ExecutionClient(store: open.store, configuration: storeOptions.engineConfiguration)
        do {
            let code = try await body(open, client)
            await open.close()
            return code
        } catch {
            await open.close()
            throw error
        }
    }
}

extension ExecutionClient {
    /// The execution that a person means: by its whole id, the beginning of it, or its name.
    func find(_ text: String) async throws -> StreamID {
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
        status: ExecutionStatus? = nil, newestFirst: Bool = true, _ body: (StreamSummary) -> Bool
    ) async throws {
        var query = StreamQuery(
            category: .execution, status: status?.streamStatus, newestFirst: newestFirst, limit: 500)
        while true {
            let page = try await list(query)
            for summary in page.streams where !body(summary) { return }
            guard let next = page.next else { return }
            query.after = next
        }
    }
}
