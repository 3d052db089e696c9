import Engine
import EventLog
import Testing

/// `daybook.stop_execution`, in a transaction of the caller's.
@Suite(.timeLimit(.minutes(5))) struct StopTests {
    @Test func `it ends a running execution and cancels its handler`() async throws {
        try await StartScene.with(gate: Gate()) { scene in
            try await scene.running { engine in
                let execution = try await engine.start("m", input: "{}").execution
                await scene.gate.waitForEntries(1)
                let starter = try scene.database.starter()
                let signal = try starter.stop(execution, #"'Wrong "month"', E'line\nline'"#)
                let end = try await engine.result(of: execution)
                #expect(end.status == .aborted)
                #expect(end.error == #"Wrong "month""#)
                #expect(end.cause == "line\nline")
                await scene.gate.waitForCancellations(1)
                #expect(
                    try scene.database.auditor().rows(
                        """
                        SELECT signal, execution, request, requested_by, error, cause, refusal, consumed >= sent
                        FROM audit.signals
                        """) == [
                            [
                                signal.uuid.text, execution.uuid.text, "stop", "bob", #"Wrong "month""#,
                                "line\\nline".replacing("\\n", with: "\n"), nil, "t",
                            ]
                        ])
            }
            #expect(try scene.database.auditor().value("SELECT stopped_by FROM audit.executions") == "bob")
            #expect(try scene.database.auditor().value("SELECT sum(broken) FROM audit.verify_all()") == "0")
        }
    }

    @Test func `too late it is consumed all the same, with its reason`() async throws {
        try await StartScene.with { scene in
            try await scene.running { engine in
                let execution = try await engine.start("m", input: "{}").execution
                _ = try await engine.result(of: execution)
                let signal = try scene.database.starter().stop(execution, "requested_by => NULL")
                let auditor = try scene.database.auditor()
                let question = "SELECT refusal, requested_by FROM audit.signals WHERE consumed IS NOT NULL"
                while try auditor.rows(question).isEmpty { await Task.yield() }
                #expect(try auditor.rows(question)[0][0]?.isEmpty == false)
                #expect(try auditor.rows(question)[0][1] == nil)
                _ = try HashChain.verify(try await scene.store.readAll(signal))
            }
        }
    }

    @Test func `it stops an execution whose input Postgres cannot read`() async throws {
        try await StartScene.with(gate: Gate()) { scene in
            let execution = try await scene.client.start(
                StartScene.machine("m"), input: #"{"\u0000":",\"queue\":\"x\"","queue":"y","semantics":9}"#,
                startedBy: #"\#u{0},"queue":"z","semantics":8,"#)
            let signal = try scene.database.starter().stop(execution.execution)
            #expect(
                try scene.database.owner().rows(
                    "SELECT queue, semantics FROM daybook.wake_up WHERE stream_id = '\(signal.uuid.text)'")
                    == [["default", "1"]])
            try await scene.running { engine in
                let end = try await engine.result(of: execution.execution)
                #expect(end.status == .aborted)
            }
        }
    }

    @Test func `an execution may be started and stopped in one transaction`() async throws {
        try await StartScene.with(gate: Gate()) { scene in
            let starter = try scene.database.starter()
            try starter.run("BEGIN")
            let execution = try starter.start("'m', '{}'")
            _ = try starter.stop(execution)
            try starter.run("COMMIT")
            try await scene.running { engine in
                let end = try await engine.result(of: execution)
                #expect(end.status == .aborted)
            }
        }
    }
}
