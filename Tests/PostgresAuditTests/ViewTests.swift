import Engine
import EventLog
import JSON
import Testing

/// The views say of the golden histories what the fold in Swift says.
@Suite struct ViewTests {
    @Test func `executions and visits of every golden history are the fold's`() async throws {
        let histories = try Retold.all()
        let auditor = try await AuditDatabase.make(histories.flatMap(\.commits)).auditor()
        for history in histories {
            let id = history.stream.uuid.text
            let state = try ExecutionState(folding: history.events)
            let start = try #require(state.start)
            let execution = try auditor.rows(
                """
                SELECT name, machine, status, error, cause, started, stopped, redrives, definition, input_text, output_text,
                       last_version, last_state, array_to_json(caught_errors), array_to_json(caught_causes)
                FROM audit.execution('\(id)')
                """)
            func list(_ values: [String]) -> String? {
                values.isEmpty ? nil : "[" + values.map { quoted($0) }.joined(separator: ",") + "]"
            }
            #expect(
                execution == [
                    [
                        start.name, state.stateMachineName, state.status.rawValue, state.error, state.cause,
                        state.startedAt.sql, state.stoppedAt?.sql, "\(state.redriveCount)", start.definition.hex,
                        start.input.string, state.output?.string, "\(state.version)", state.path.last?.state,
                        list(state.caught.map(\.error)), list(state.caught.map(\.cause)),
                    ]
                ], "\(history)")
            let visits = try auditor.rows("SELECT state, entered, exited, outcome FROM audit.visits('\(id)')")
            let path = state.path.map { [$0.state, $0.enteredAt.sql, $0.endedAt?.sql, "\($0.outcome)"] as [String?] }
            #expect(visits == path, "\(history)")
            let whole = try auditor.rows("SELECT * FROM audit.executions WHERE execution = '\(id)'")
            #expect(try whole == auditor.rows("SELECT * FROM audit.execution('\(id)')"))
        }
    }

    @Test func `attempts of every golden history are those of its events`() async throws {
        let histories = try Retold.all()
        let auditor = try await AuditDatabase.make(histories.flatMap(\.commits)).auditor()
        for history in histories {
            let found = try auditor.rows(
                """
                SELECT task, state, attempt, outcome, coalesce(runs, 0), error, next_retry_at
                FROM audit.attempts('\(history.stream.uuid.text)')
                """)
            #expect(found == (try attempts(history.events)), "\(history)")
        }
    }

    /// The same from the events, the plain way.
    private func attempts(_ events: [RecordedEvent]) throws -> [[String?]] {
        struct Attempt {
            let state: String
            let number: Int
            var outcome = "scheduled"
            var runs = 0
            var error: String?
            var retry: Timestamp?
        }
        var attempts: [TaskID: Attempt] = [:]
        var last: TaskID?
        for event in events {
            switch try ExecutionEvent(event) {
            case .taskScheduled(let scheduled):
                last = TaskID(event.version)
                attempts[TaskID(event.version)] = Attempt(state: scheduled.state, number: scheduled.attempt + 1)
            case .taskStarted(let started):
                attempts[started.task]?.runs = started.run
                attempts[started.task]?.outcome = "running"
            case .taskSucceeded(let succeeded): attempts[succeeded.task]?.outcome = "succeeded"
            case .taskFailed(let failed):
                attempts[failed.task]?.outcome = "failed"
                attempts[failed.task]?.error = failed.error
            case .taskTimedOut(let timedOut):
                attempts[timedOut.task]?.outcome = "timed out"
                attempts[timedOut.task]?.error = "States.Timeout"
            case .retryScheduled(let retry): if let last { attempts[last]?.retry = retry.due }
            case .executionFailed, .executionTimedOut, .executionAborted:
                for (task, attempt) in attempts where ["scheduled", "running"].contains(attempt.outcome) {
                    attempts[task]?.outcome = "cut off"
                }
            default: break
            }
        }
        return attempts.sorted { $0.key < $1.key }.map { task, attempt in
            [
                "\(task)", attempt.state, "\(attempt.number)", attempt.outcome, "\(attempt.runs)", attempt.error,
                attempt.retry?.sql,
            ]
        }
    }

    private func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
