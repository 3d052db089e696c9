import Engine
import EventLog
import JSON
import Testing

/// What SQL says of the past is what the fold in Swift says.
@Suite struct StateAtTests {
    @Test func `after every event of every golden history the state is the fold's`() async throws {
        let golden = try Retold.all()
        #expect(golden.count > 10)
        let nested = try NestedHistories.all().enumerated().map { number, history in
            try Retold(history.name, golden.count + number, [history.events])
        }
        let histories = golden + nested
        let auditor = try await AuditDatabase.make(histories.flatMap(\.commits)).auditor()
        for history in histories {
            let id = history.stream.uuid.text
            #expect(try auditor.rows("SELECT * FROM audit.state_at('\(id)', 0)").isEmpty)
            var state = ExecutionState()
            var output: String?
            for event in history.events {
                try state.evolve(event)
                switch try ExecutionEvent(event) {
                case .stateExited(let exited): output = exited.output.string
                case .executionSucceeded(let succeeded): output = succeeded.output.string
                default: break
                }
                let found = try auditor.rows(
                    """
                    SELECT version, at, status, current_states, current_branches, last_output_text, error, cause,
                           parked_because
                    FROM audit.state_at('\(id)', \(event.version))
                    """)
                let states = state.current.map(\.state)
                let branches = state.current.map { state.branch(of: $0.id) ?? "NULL" }
                #expect(
                    found == [
                        [
                            "\(event.version)", event.recordedAt.sql,
                            state.parked == nil ? state.status.rawValue : "STUCK",
                            "{\(states.joined(separator: ","))}", "{\(branches.joined(separator: ","))}",
                            output, state.error, state.cause, state.parked,
                        ]
                    ], "\(history) after \(event.version)")
            }
        }
    }

    @Test func `at a moment it is the state after the last event up to it`() async throws {
        let auditor = try await AuditDatabase.make(PayrollBook().commits).auditor()
        let id = try auditor.value("SELECT execution FROM audit.executions WHERE name = 'payroll-2026-01-15'") ?? ""
        func version(_ time: String) throws -> String? {
            try auditor.value("SELECT version FROM audit.state_at('\(id)', timestamptz '\(time)')")
        }
        let times = try auditor.rows("SELECT max(version), at FROM audit.history('\(id)') GROUP BY at ORDER BY at")
        #expect(times.count > 3)
        for row in times { #expect(try version(row[1] ?? "") == row[0]) }
        #expect(try version("2026-01-15 11:59:49.999999Z") == nil)
        #expect(try version("2027-01-01Z") == times.last?[0])
    }
}
