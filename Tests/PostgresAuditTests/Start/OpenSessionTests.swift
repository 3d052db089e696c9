import Engine
import EventLog
import Testing

/// What one session leaves open, and who is told of what.
@Suite(.timeLimit(.minutes(5))) struct OpenSessionTests {
    @Test func `a session left open after a start or a stop delays no other execution`() async throws {
        try await StartScene.with(gate: Gate()) { scene in
            try await scene.running { engine in
                let held = try await engine.start("m", input: "{}", name: "held").execution
                await scene.gate.waitForEntries(1)
                let (starting, stopping) = (try scene.database.starter(), try scene.database.starter())
                try starting.run("BEGIN")
                let started = try starting.start("'m', '{}', 'open'")
                try stopping.run("BEGIN")
                let signal = try stopping.stop(held)
                // These have to wait: only the open session knows whether the name is taken.
                let same = (0..<8).map { _ in
                    Task { try await engine.start("m", input: "{}", name: "open").execution }
                }
                try await scene.database.owner().waitUntilSomebodyWaits()
                for number in 1...50 {
                    let other = try await engine.start("m", input: #"{"quick":1}"#, name: "other-\(number)").execution
                    #expect(try await engine.result(of: other).status == .succeeded)
                }
                // Not even the execution that somebody is about to stop.
                let before = try await scene.store.head(of: held).head
                scene.gate.open()
                #expect(try await engine.result(of: held).status == .succeeded)
                #expect(try await scene.store.head(of: held).head.version > before.version)
                try stopping.run("COMMIT")
                try starting.run("COMMIT")
                for task in same { #expect(try await task.value == started) }
                #expect(try await engine.result(of: started).status == .succeeded)
                try await consumed(signal, scene)
            }
        }
    }

    /// Nobody looks by himself for ten minutes.
    @Test func `an engine is told of what is due, once it is committed`() async throws {
        try await StartScene.with(gate: Gate(), pollInterval: .seconds(600)) { scene in
            try await scene.running { engine in
                let first = try await engine.start("m", input: #"{"quick":1}"#).execution
                #expect(try await engine.result(of: first).status == .succeeded)
                let execution = try scene.database.starter().start("'m', '{}'")
                await scene.gate.waitForEntries(1)
                _ = try scene.database.starter().stop(execution)
                #expect(try await engine.result(of: execution).status == .aborted)
            }
        }
    }

    @Test func `without hints an engine finds it at its next look`() async throws {
        try await StartScene.with { scene in
            let (starter, listener) = (try scene.database.starter(), try scene.database.owner())
            try listener.run("LISTEN daybook")
            try starter.run("SET daybook.hints = off")
            try await scene.running { engine in
                let execution = try starter.start("'m', '{}'")
                #expect(try await engine.result(of: execution).status == .succeeded)
            }
            try starter.run("SET daybook.hints = on; BEGIN")
            for _ in 0..<3 { _ = try starter.start("'m', '{}'") }
            try starter.run("COMMIT")
            let heard = try listener.notifications(on: "daybook").filter { $0.hasPrefix("sql\n") }
            #expect(heard == ["sql\ndefault"])
        }
    }

    /// What a queue is called, a line of a payload carries.
    @Test func `a hint names its queue as engines read it`() async throws {
        let session = try await AuditDatabase.startable().owner()
        try session.run("LISTEN daybook")
        try session.run(#"SELECT daybook.hint(E'a%0A\nb'), daybook.hint(repeat('%', 2333))"#)
        try session.run("SELECT daybook.hint(repeat('%', 2334))")
        #expect(
            try session.notifications(on: "daybook") == [
                "sql\na%250A%0Ab", "sql\n" + String(repeating: "%25", count: 2333),
            ])
    }

    /// The engine consumes a signal whether or not it has an effect.
    private func consumed(_ signal: StreamID, _ scene: StartScene) async throws {
        let auditor = try scene.database.auditor()
        let question = "SELECT refusal FROM audit.signals WHERE signal = '\(signal.uuid.text)' AND consumed IS NOT NULL"
        while try auditor.rows(question).isEmpty { await Task.yield() }
        #expect(try auditor.value(question)?.contains("SUCCEEDED") == true)
    }
}
