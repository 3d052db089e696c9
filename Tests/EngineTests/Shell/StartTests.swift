import Engine
import EngineTesting
import EventLog
import JSON
import MemoryBackend
import Testing

@Suite("A start", .timeLimit(.minutes(10))) struct StartTests {
    private let bench = Bench()

    private func passing() throws -> ExecutionEngine {
        let engine = bench.engine()
        try engine.add(Bench.machine(States.pass("a")))
        return engine
    }

    @Test func `with the same name and input gives the execution that is there, also when it has ended`() async throws {
        let engine = try passing()
        try await Bench.running(engine) {
            let first = try await engine.start("m", input: #"{"a": 1}"#, name: "n")
            #expect(first.isNew)
            #expect(try await engine.result(of: first.execution).status == .succeeded)
            let second = try await engine.start("m", input: #" {"a": 1} "#, name: "n")
            #expect(second == StartResult(execution: first.execution, name: "n", isNew: false))
            #expect(try await engine.client.execution(named: "n", of: "m") == first.execution)
            let other = try await engine.start("m", input: #"{"a": 1}"#)
            #expect(other.execution != first.execution)
        }
    }

    @Test func `with the same name and other input is refused`() async throws {
        let engine = try passing()
        try await Bench.running(engine) {
            let first = try await engine.start("m", input: "1", name: "n")
            await #expect {
                try await engine.start("m", input: "2", name: "n")
            } throws: {
                guard case .executionAlreadyExists("n", first.execution) = $0 as? EngineError else { return false }
                return true
            }
        }
    }

    @Test func `of one name by many at the same time, here and elsewhere, makes one execution`() async throws {
        let engine = try passing()
        let other = try passing()
        let machine = try Bench.machine(States.pass("a"))
        try await Bench.running(engine, other) {
            let results = try await withThrowingTaskGroup(of: StartResult.self) { group in
                for index in 0..<60 {
                    group.addTask {
                        switch index % 3 {
                        case 0: try await engine.start("m", input: "1", name: "n")
                        case 1: try await other.start("m", input: "1", name: "n")
                        default: try await engine.client.start(machine, input: "1", name: "n")
                        }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(results.map(\.execution)).count == 1)
            #expect(results.count(where: \.isNew) == 1)
            #expect(try await engine.result(of: results[0].execution).status == .succeeded)
        }
    }

    @Test(
        "that is refused stores nothing",
        arguments: [
            ("nobody", "{}", nil), ("m", "", nil), ("m", "{\"a\":1,}", nil), ("m", "{} {}", nil),
            ("m", "{\"a\":1,\"a\":2}", nil),
            ("m", "{}", ""), ("m", "{}", "a b"), ("m", "{}", "a/b"), ("m", "{}", "/\u{301}"),
            ("m", "{}", String(repeating: "x", count: 81)),
            ("m", "\"" + String(repeating: "x", count: 262_143) + "\"", nil),
        ] as [(String, String, String?)])
    func refused(_ machine: String, _ input: String, _ name: String?) async throws {
        let engine = try passing()
        try await Bench.running(engine) {
            await #expect(throws: EngineError.self) { try await engine.start(machine, input: input, name: name) }
        }
        for category in [StreamCategory.execution, .executionName] {
            #expect(try await bench.store.streams(StreamQuery(category: category)).streams.isEmpty)
        }
    }

    @Test func `of a machine whose resources nobody handles is impossible`() throws {
        let engine = bench.engine()
        engine.handle("charge") { _ in nil }
        let machine = try Bench.machine(
            States.task("charge", next: "pack") + "," + States.task("pack", next: "ship") + ","
                + #""ship": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:1:function:ship:7", "End": true}"#)
        #expect {
            try engine.add(machine)
        } throws: {
            guard case .unregisteredResources(let missing, stateMachine: "m") = $0 as? EngineError else { return false }
            return missing == ["pack", "arn:aws:lambda:us-east-1:1:function:ship:7"]
        }
        engine.handle("pack") { _ in nil }
        engine.handle("ship") { _ in nil }
        #expect(throws: Never.self) { try engine.add(machine) }
    }

    @Test func `after the engine has shut down is refused, and nobody waits for ever`() async throws {
        let engine = try passing()
        let start = try await Bench.running(engine) { try await engine.start("m", input: "1") }
        await #expect(throws: EngineError.self) { try await engine.start("m", input: "1") }
        #expect(try await engine.result(of: start.execution).status == .succeeded)
        let machine = try Bench.machine(#""w": {"Type": "Wait", "Seconds": 5, "End": true}"#)
        let orphan = try await engine.client.start(machine, input: "1")
        await #expect(throws: EngineError.self) { try await engine.result(of: orphan.execution) }
        try await engine.stop(orphan.execution)
        #expect(try await engine.result(of: orphan.execution).status == .aborted)
    }

    @Test func `is refused where the engine could not begin to run`() async throws {
        var faults = StoreFaults()
        faults.failedKeepAlives = 1
        let engine = bench.engine(on: FaultyEventStore(bench.store, faults: faults, seed: 1))
        try engine.add(Bench.machine(States.pass("a")))
        let early = Task { try await engine.start("m", input: "1") }
        await #expect(throws: EngineError.self) { try await engine.run() }
        await #expect(throws: EngineError.self) { try await early.value }
        await #expect(throws: EngineError.self) { try await engine.start("m", input: "1") }
    }

    @Test func `by a client alone is picked up by the next engine on the queue`() async throws {
        let client = ExecutionClient(store: bench.store)
        let start = try await client.start(
            try Bench.machine(States.task("t")), input: #"{"n": 1.10}"#, name: "n", startedBy: "me")
        #expect(try await bench.types(start.execution) == ["ExecutionStarted", "StateEntered"])
        let engine = bench.engine()
        engine.handle("t", TaskOptions(atMostOnce: true)) { $0.run == 1 ? 7 : 8 }
        try await Bench.running(engine) {
            let end = try await engine.result(of: start.execution)
            #expect(end.output?.string == "7")
            #expect(end.input.string == #"{"n": 1.10}"#)
            #expect(end.state.start?.startedBy == "me")
        }
        let scheduled = try #require(
            try await bench.store.readAll(start.execution).first { $0.type.rawValue == "TaskScheduled" })
        #expect(String(decoding: scheduled.payload, as: UTF8.self).contains(#""atMostOnce":true"#))
    }

    @Test func `is waited for by another engine on the same store`() async throws {
        let gate = Gate()
        let engine = bench.engine()
        engine.handle("t") { _ in
            try await gate.pass()
            return 1
        }
        try engine.add(Bench.machine(States.task("t")))
        let other = bench.engine {
            $0.queue = Queue("elsewhere")
            $0.pollInterval = .milliseconds(5)
        }
        try await Bench.running(engine, other) {
            let start = try await engine.start("m", input: "{}")
            async let here = engine.result(of: start.execution)
            async let there = other.result(of: start.execution)
            await gate.waitForEntries(1)
            gate.open()
            #expect(try await here.output?.string == "1")
            #expect(try await there.output?.string == "1")
        }
    }
}
