import Engine
import EventLog
import Foundation

extension SQLSession {
    /// Starts an execution; the arguments are SQL.
    func start(_ arguments: String) throws -> StreamID {
        try StreamID(.execution, SQLSession.id(value("SELECT daybook.start_execution(\(arguments))")))
    }

    /// Asks for the end of an execution; further arguments are SQL.
    func stop(_ execution: StreamID, _ arguments: String = "") throws -> StreamID {
        let call = "daybook.stop_execution('\(execution.uuid.text)'\(arguments.isEmpty ? "" : ", " + arguments))"
        return try StreamID(.signal, SQLSession.id(value("SELECT \(call)")))
    }

    /// Returns once a session of this database waits for a lock of another one.
    func waitUntilSomebodyWaits() async throws {
        let question = """
            SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
            """
        while try rows(question).isEmpty { await Task.yield() }
    }

    private static func id(_ text: String?) throws -> UUID {
        guard let id = text.flatMap({ UUID(uuidString: $0) }) else {
            throw SQLFailure(state: "", message: "no id: \(text ?? "NULL")")
        }
        return id
    }
}
