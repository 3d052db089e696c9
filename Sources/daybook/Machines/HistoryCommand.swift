import ArgumentParser
import Console
import Engine
import EventLog
import JSON

/// `daybook history`.
struct HistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Print what happened in an execution.",
        discussion: """
            FORMATS
              table  one line an event of the service's history: id, the event it follows, time, type, what it is about
              aws    the answer of GetExecutionHistory, as JSON
              json   the events of the log itself, one JSON object a line: version, time, type and payload, whole. It is what replays of the testing library read.

            EXIT CODES
              0   the history was printed
              2   the log or the execution cannot be read
              64  the command line is wrong

            EXAMPLES
              daybook history sqlite:payroll.sqlite last
              daybook history postgres://payroll@db.example/payroll 0192f0c1 --format aws
              daybook history sqlite:payroll.sqlite payroll:payroll-2026-05 --format json > may.history.jsonl
            """)

    /// How the history is written.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, aws, json
    }

    @Argument(help: ArgumentHelp("The log.", valueName: "sqlite:PATH|postgres://…"))
    var log: LogLocation

    @Argument(help: ArgumentHelp(ExecutionFinder.help))
    var execution: String

    @Option(name: .long, help: "How the history is written.")
    var format = Format.table

    @Flag(name: .long, help: "Print the last event first.")
    var reverse = false

    func run() async throws {
        try await endingWithCode {
            try await log.withStore { store in
                let client = ExecutionClient(store: store)
                let found = try await ExecutionFinder(client: client).find(execution)
                switch format {
                case .table: try await printTable(found, client)
                case .aws: try await printAnswer(found, client)
                case .json: try await printEvents(found, client)
                }
                return 0
            }
        }
    }

    private func printTable(_ execution: StreamID, _ client: ExecutionClient) async throws {
        for event in try await client.executionHistory(of: execution, reverseOrder: reverse) {
            StandardStream.output.write(event.tableLine + "\n")
            if StandardStream.output.isClosed { return }
        }
    }

    private func printAnswer(_ execution: StreamID, _ client: ExecutionClient) async throws {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("events")
        writer.beginArray()
        for event in try await client.executionHistory(of: execution, reverseOrder: reverse) {
            event.write(to: &writer)
        }
        writer.endArray()
        writer.endObject()
        StandardStream.output.write(String(decoding: writer.utf8, as: UTF8.self) + "\n")
    }

    private func printEvents(_ execution: StreamID, _ client: ExecutionClient) async throws {
        var lines: [String] = []
        for try await entry in client.history(of: execution, follows: false) {
            var writer = JSONWriter()
            entry.write(to: &writer)
            let line = String(decoding: writer.utf8, as: UTF8.self) + "\n"
            if reverse { lines.append(line) } else { StandardStream.output.write(line) }
        }
        for line in lines.reversed() { StandardStream.output.write(line) }
    }
}

extension HistoryEntry {
    /// The event of the log as it is exported; the payload stays as it is stored.
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("version")
        writer.int(Int(version.rawValue))
        writer.key("recordedAt")
        writer.string("\(recordedAt)")
        writer.key("type")
        writer.string(recorded.type.rawValue)
        writer.key("payload")
        writer.text(JSONText(unchecked: recorded.payload[...]))
        writer.endObject()
    }
}
