import Engine
import EventLog
import JSON
import Testing

/// The views say of the golden histories, cut off after any event, what the fold in Swift says.
@Suite struct ViewTests {
    @Test func `executions and visits of every golden history are the fold's`() async throws {
        let histories = try Retold.allCutOff()
        #expect(histories.contains { $0.description.hasPrefix("tour") })
        let auditor = try await AuditDatabase.make(histories.flatMap(\.commits)).auditor()
        for history in histories {
            let id = history.stream.uuid.text
            let state = try ExecutionState(folding: history.events)
            let start = try #require(state.start)
            let execution = try auditor.rows(
                """
                SELECT name, machine, status, error, cause, started, stopped, redrives, definition, input_text, output_text,
                       last_version, last_state, current_states, array_to_json(caught_errors),
                       array_to_json(caught_causes)
                FROM audit.execution('\(id)')
                """)
            func list(_ values: [String]) -> String? {
                values.isEmpty ? nil : "[" + values.map { quoted($0) }.joined(separator: ",") + "]"
            }
            #expect(
                execution == [
                    [
                        start.name, state.stateMachineName, state.parked == nil ? state.status.rawValue : "STUCK",
                        state.error, state.cause, state.startedAt.sql, state.stoppedAt?.sql, "\(state.redriveCount)",
                        start.definition.hex, start.input.string, state.output?.string, "\(state.version)",
                        state.path.last?.state, "{\(state.current.map(\.state).joined(separator: ","))}",
                        list(state.caught.map(\.error)), list(state.caught.map(\.cause)),
                    ]
                ], "\(history)")
            let visits = try auditor.rows(
                "SELECT state, entered, exited, outcome, frame, branch FROM audit.visits('\(id)')")
            #expect(visits == (try expectedVisits(history.events)), "\(history)")
        }
        for history in try Retold.all() {
            let id = history.stream.uuid.text
            let whole = try auditor.rows("SELECT * FROM audit.executions WHERE execution = '\(id)'")
            #expect(try whole == auditor.rows("SELECT * FROM audit.execution('\(id)')"))
        }
    }

    @Test func `attempts of every golden history are those of its events`() async throws {
        let histories = try Retold.allCutOff()
        let auditor = try await AuditDatabase.make(histories.flatMap(\.commits)).auditor()
        for history in histories {
            let found = try auditor.rows(
                """
                SELECT task, state, attempt, outcome, coalesce(runs, 0), error, next_retry_at, frame, branch
                FROM audit.attempts('\(history.stream.uuid.text)')
                """)
            #expect(found == (try expectedAttempts(history.events)), "\(history)")
        }
    }

    @Test func `branches and iterations of every golden history are the fold's`() async throws {
        let histories = try Retold.allCutOff()
        let auditor = try await AuditDatabase.make(histories.flatMap(\.commits)).auditor()
        for history in histories {
            let found = try auditor.rows(
                """
                SELECT frame, parent, branch, kind, index, started, ended, outcome, last_state, error, cause, output_text
                FROM audit.branches_of('\(history.stream.uuid.text)')
                """)
            #expect(found == (try expectedBranches(history.events)), "\(history)")
        }
    }

    private func expectedVisits(_ events: [RecordedEvent]) throws -> [[String?]] {
        var state = ExecutionState()
        var places: [[String?]] = []
        for event in events {
            try state.evolve(event)
            guard case .stateEntered(let entered) = try ExecutionEvent(event) else { continue }
            places.append(["\(entered.frame.rawValue)", state.branch(of: entered.frame)])
        }
        return zip(state.path, places).map { step, place in
            // The fold says that a failure was caught before the state is left; the view says it then.
            let outcome = step.endedAt == nil ? "open" : "\(step.outcome)"
            return [step.state, step.enteredAt.sql, step.endedAt?.sql, outcome] + place
        }
    }

    /// From the events, the plain way; of the fold only which attempts are open.
    private func expectedAttempts(_ events: [RecordedEvent]) throws -> [[String?]] {
        struct Attempt {
            let state: String
            let number: Int
            let frame: FrameID
            let branch: String?
            var outcome = "scheduled"
            var runs = 0
            var error: String?
            var retry: Timestamp?
        }
        var state = ExecutionState()
        var attempts: [TaskID: Attempt] = [:]
        var last: [FrameID: TaskID] = [:]
        for event in events {
            try state.evolve(event)
            switch try ExecutionEvent(event) {
            case .stateEntered(let entered): last[entered.frame] = nil
            case .taskScheduled(let scheduled):
                last[scheduled.frame] = TaskID(event.version)
                attempts[TaskID(event.version)] = Attempt(
                    state: scheduled.state, number: scheduled.attempt + 1, frame: scheduled.frame,
                    branch: state.branch(of: scheduled.frame))
            case .taskStarted(let started): attempts[started.task]?.runs = started.run
            case .taskSucceeded(let succeeded): attempts[succeeded.task]?.outcome = "succeeded"
            case .taskFailed(let failed):
                attempts[failed.task]?.outcome = "failed"
                attempts[failed.task]?.error = failed.error
            case .taskTimedOut(let timedOut):
                attempts[timedOut.task]?.outcome = "timed out"
                attempts[timedOut.task]?.error = "States.Timeout"
            case .retryScheduled(let retry): if let task = last[retry.frame] { attempts[task]?.retry = retry.due }
            default: break
            }
            for (task, attempt) in attempts where ["scheduled", "running"].contains(attempt.outcome) {
                let frame = state.frames.first { $0.task?.id == task }
                switch frame?.phase {
                case .scheduled? where state.status == .running: attempts[task]?.outcome = "scheduled"
                case .running? where state.status == .running: attempts[task]?.outcome = "running"
                default: attempts[task]?.outcome = "cut off"
                }
            }
        }
        return attempts.sorted { $0.key < $1.key }.map { task, attempt in
            [
                "\(task)", attempt.state, "\(attempt.number)", attempt.outcome, "\(attempt.runs)", attempt.error,
                attempt.retry?.sql, "\(attempt.frame.rawValue)", attempt.branch,
            ]
        }
    }

    private func expectedBranches(_ events: [RecordedEvent]) throws -> [[String?]] {
        struct Branch {
            let place: [String?]
            let started: Timestamp
            var ended: Timestamp?
            var outcome = "open"
            var failure: [String?] = [nil, nil]
            var lastState: String?
            var output: String?
        }
        var state = ExecutionState()
        var branches: [FrameID: Branch] = [:]
        func end(_ id: FrameID, _ outcome: String, at time: Timestamp, _ failure: [String?] = [nil, nil]) {
            guard branches[id]?.outcome == "open" else { return }
            branches[id]?.outcome = outcome
            branches[id]?.ended = time
            branches[id]?.failure = failure
        }
        for recorded in events {
            try state.evolve(recorded)
            let time = recorded.recordedAt
            let event = try ExecutionEvent(recorded)
            switch event {
            case .branchStarted(let started), .iterationStarted(let started):
                let frame = FrameID(rawValue: recorded.version.rawValue)
                let kind = recorded.type == EventType("IterationStarted") ? "iteration" : "branch"
                let place = [
                    "\(frame.rawValue)", "\(started.frame.rawValue)", state.branch(of: frame), kind, "\(started.index)",
                ]
                branches[frame] = Branch(place: place, started: time)
            case .stateEntered(let entered): branches[entered.frame]?.lastState = entered.state
            case .stateExited(let exited): branches[exited.frame]?.output = exited.output.string
            case .branchSucceeded(let succeeded), .iterationSucceeded(let succeeded):
                end(succeeded.frame, "succeeded", at: time)
            case .branchFailed(let failed), .iterationFailed(let failed):
                end(failed.frame, "failed", at: time, [failed.error, failed.cause])
            case .executionRedriven:
                for frame in state.frames where branches[frame.id] != nil {
                    branches[frame.id]?.outcome = "open"
                    branches[frame.id]?.ended = nil
                    branches[frame.id]?.failure = [nil, nil]
                }
            default: break
            }
            for frame in state.frames {
                if case .suspended = frame.phase { end(frame.id, "cut off", at: time) }
                if state.status != .running { end(frame.id, "cut off", at: time) }
            }
        }
        return branches.sorted { $0.key < $1.key }.map { _, branch in
            branch.place + [branch.started.sql, branch.ended?.sql, branch.outcome, branch.lastState] + branch.failure
                + [branch.outcome == "succeeded" ? branch.output : nil]
        }
    }

    private func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
