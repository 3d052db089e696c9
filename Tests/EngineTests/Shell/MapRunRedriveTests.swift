import Engine
import EngineTesting
import EventLog
import JSON
import MemoryBackend
import Synchronization
import Testing

@Suite("A Map Run that is redriven", .timeLimit(.minutes(10))) struct MapRunRedriveTests {
    /// What the executions of the Map do: they count how often each item was tried, and fail for those that are broken.
    private final class Work: Sendable {
        private let tries = Mutex<[String: Int]>([:])
        private let broken: Mutex<Set<String>>

        init(broken: Set<String>) { self.broken = Mutex(broken) }

        func run(_ context: TaskContext) throws -> JSONValue {
            let item = try context.input.value()
            tries.withLock { $0[item.text, default: 0] += 1 }
            if broken.withLock({ $0.contains(item.text) }) { throw TaskError("Bad", cause: item.text) }
            return item
        }

        func mend(_ items: String...) { broken.withLock { $0.subtract(items) } }

        func counts(_ items: Int) -> [Int] { (0..<items).map { item in tries.withLock { $0[String(item)] ?? 0 } } }
    }

    private let bench = Bench()

    private static func map(_ fields: String, _ processor: String = States.task("a"), next: String? = nil) -> String {
        """
        "M": {"Type": "Map", \(fields) "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED",
          "ExecutionType": "STANDARD"}, "StartAt": "a", "States": {\(processor)}},
          \(next.map { "\"Next\": \"\($0)\"" } ?? "\"End\": true")}
        """
    }

    private func engine(_ machine: StateMachine, _ work: Work, on store: (any EventStore)? = nil) throws
        -> ExecutionEngine
    {
        let engine = bench.engine(on: store)
        engine.handle("a") { try work.run($0) }
        try engine.add(machine)
        return engine
    }

    private func children(_ run: MapRunDescription, _ client: ExecutionClient) async throws -> [StreamSummary] {
        var query = StreamQuery(category: .execution, limit: 100)
        query.labels = ["mapRun": run.mapRunArn]
        return try await client.list(query).streams
    }

    @Test func `goes on with those that failed and those that had not begun, and leaves the others`() async throws {
        let work = Work(broken: ["1", "2"])
        let machine = try Bench.machine(Self.map(#""MaxConcurrency": 1, "ToleratedFailureCount": 1,"#))
        let engine = try engine(machine, work)
        try await Bench.running(engine) {
            let start = try await engine.start("m", input: "[0, 1, 2, 3, 4, 5]")
            let failed = try await engine.result(of: start.execution)
            #expect(failed.error == "States.ExceedToleratedFailureThreshold")
            #expect(work.counts(6) == [1, 1, 1, 0, 0, 0])
            work.mend("1", "2")
            try await engine.redrive(start.execution, requestedBy: "ann")
            let end = try await engine.result(of: start.execution)
            #expect(end.output?.string == "[0,1,2,3,4,5]", "\(end)")
            #expect(work.counts(6) == [1, 2, 2, 1, 1, 1])

            let runs = try await engine.client.mapRuns(of: start.execution)
            let run = try #require(runs.first)
            #expect(runs.count == 1 && run.status == .succeeded && run.executionCounts.succeeded == 6)
            #expect(run.redriveCount == 1 && run.redriveDate != nil && run.executionCounts.total == 6)
            let history = try await engine.client.executionHistory(of: start.execution)
            #expect(
                history.map(\.type.rawValue) == [
                    "ExecutionStarted", "MapStateEntered", "MapStateStarted", "MapRunStarted", "MapRunFailed",
                    "MapStateFailed", "ExecutionFailed", "ExecutionRedriven", "MapRunRedriven", "MapRunSucceeded",
                    "MapStateSucceeded", "MapStateExited", "ExecutionSucceeded",
                ])
            #expect(history.count == end.state.historyLength)
            #expect(history[8].details == .mapRunRedriven(arn: run.mapRunArn, count: 1))

            let children = try await children(run, engine.client)
            #expect(children.count { $0.labels["redriveCount"] == "1" } == 2)
            #expect(children.count { $0.labels["mapRunRedrive"] == "1" } == 5)
            for child in children {
                let events = try await bench.store.readAll(child.stream)
                let index = try ExecutionIndexer().index(of: child.stream, events: events)
                #expect(index.labels == child.labels)
                #expect(events.count { $0.type.rawValue == "ExecutionRedriven" } <= 1)
            }
        }
    }

    /// What is drawn, and what the context object says of the execution and its tries, is what it was when the run began: else
    /// what was begun would have been given something else.
    @Test(arguments: [
        #""ItemSelector": {"n.$": "$$.Map.Item.Value", "x.$": "States.UUID()"},"#,
        #""ItemSelector": {"n.$": "$$.Map.Item.Value", "x.$": "$$.Execution.RedriveCount"},"#,
        #""ItemSelector": {"n.$": "$$.Map.Item.Value", "x.$": "$$.State.RetryCount"},"#
            + #""Retry": [{"ErrorEquals": ["States.ALL"], "MaxAttempts": 1, "IntervalSeconds": 1}],"#,
        #""QueryLanguage": "JSONata", "Items": "{% $shuffle($states.input) %}","#
            + #""ItemSelector": {"n": "{% $states.context.Map.Item.Value %}", "x": "{% $random() %}"},"#,
        #""ItemBatcher": {"MaxItemsPerBatch": 1, "BatchInput": {"x.$": "$$.Execution.RedriveCount", "y.$": "States.UUID()"}},"#,
    ])
    func `gives the same inputs as before`(fields: String) async throws {
        let ends = Mutex<[String: Int]>([:])
        let isBroken = Mutex(true)
        let engine = bench.engine()
        engine.handle("a") { context in
            let input = try context.input.value()
            let number = input["n"] ?? input["Items"]?.arrayValue?.first ?? .null
            if number == 2, isBroken.withLock({ $0 }) { throw TaskError("Bad", cause: "2") }
            ends.withLock { $0[context.input.string, default: 0] += 1 }
            return number
        }
        try engine.add(try Bench.machine(Self.map(#""MaxConcurrency": 1,"# + fields)))
        try await Bench.running(engine) {
            let execution = try await engine.start("m", input: "[1, 2, 3]").execution
            #expect(try await engine.result(of: execution).error == "States.ExceedToleratedFailureThreshold")
            // Nothing is mended at first: the next redrive has another one before it.
            if !fields.contains("Retry") {
                try await engine.redrive(execution)
                #expect(
                    try await engine.result(of: execution).error == "States.ExceedToleratedFailureThreshold")
            }
            isBroken.withLock { $0 = false }
            try await engine.redrive(execution)
            let end = try await engine.result(of: execution)
            #expect(
                try end.output?.value().arrayValue?.compactMap { $0.numberValue?.int }.sorted() == [1, 2, 3],
                "\(end.error ?? "") \(end.cause ?? "")")
            #expect(
                try await engine.client.mapRuns(of: execution).last?.redriveCount == (fields.contains("Retry") ? 1 : 2))
        }
        #expect(ends.withLock { $0.values.allSatisfy { $0 == 1 } })
    }

    @Test func `with other items fails before anything goes on`() async throws {
        let objects = MemoryObjectStore()
        let place = ObjectLocation(bucket: "in", key: "k")
        objects.put("n\n1\n2\n", to: place)
        let work = Work(broken: [#"{"n":"1"}"#, #"{"n":"2"}"#])
        let engine = bench.engine { $0.objects = objects }
        engine.handle("a") { try work.run($0) }
        let reader =
            #""ToleratedFailureCount": 1, "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": "#
            + #"{"InputType": "CSV"}, "Parameters": {"Bucket": "in", "Key": "k"}},"#
        try engine.add(try Bench.machine(Self.map(reader)))
        try await Bench.running(engine) {
            let execution = try await engine.start("m", input: "{}").execution
            #expect(try await engine.result(of: execution).error == "States.ExceedToleratedFailureThreshold")
            objects.put("n\n3\n4\n", to: place)
            work.mend(#"{"n":"1"}"#, #"{"n":"2"}"#)
            try await engine.redrive(execution)
            #expect(try await engine.result(of: execution).error == "States.ItemReaderFailed")
            let run = try #require(try await engine.client.mapRuns(of: execution).first)
            #expect(try await children(run, engine.client).allSatisfy { $0.labels["redriveCount"] == nil })
            // With the items that it began with it goes on.
            objects.put("n\n1\n2\n", to: place)
            try await engine.redrive(execution)
            #expect(try await engine.result(of: execution).status == .succeeded)
        }
    }

    @Test func `that had come to its results is not run again where its state failed afterwards`() async throws {
        let work = Work(broken: ["1"])
        let machine = try Bench.machine(Self.map(#""ToleratedFailureCount": 1, "OutputPath": "$.nope","#))
        let engine = try engine(machine, work)
        try await Bench.running(engine) {
            let execution = try await engine.start("m", input: "[0, 1, 2]").execution
            #expect(try await engine.result(of: execution).error == "States.Runtime")
            work.mend("1")
            try await engine.redrive(execution)
            #expect(try await engine.result(of: execution).error == "States.Runtime")
        }
        #expect(work.counts(3) == [1, 1, 1])
    }

    @Test func `is redriven again and again, and each time no execution more than once`() async throws {
        let work = Work(broken: ["0", "1", "2"])
        let machine = try Bench.machine(Self.map(#""MaxConcurrency": 1,"#))
        let engine = try engine(machine, work)
        try await Bench.running(engine) {
            let execution = try await engine.start("m", input: "[0, 1, 2, 3]").execution
            #expect(try await engine.result(of: execution).status == .failed)
            // Nothing was mended: the same one fails again, and the next ones have not begun.
            try await engine.redrive(execution)
            #expect(try await engine.result(of: execution).status == .failed)
            #expect(work.counts(4) == [2, 0, 0, 0])
            work.mend("0")
            try await engine.redrive(execution)
            #expect(try await engine.result(of: execution).status == .failed)
            #expect(work.counts(4) == [3, 1, 0, 0])
            // The second one began in the second redrive and failed there; it goes on in the third.
            work.mend("1", "2")
            try await engine.redrive(execution)
            #expect(try await engine.result(of: execution).output?.string == "[0,1,2,3]")
            #expect(work.counts(4) == [3, 2, 1, 1])
            let run = try #require(try await engine.client.mapRuns(of: execution).first)
            #expect(run.redriveCount == 3 && run.executionCounts.succeeded == 4)
        }
    }

    @Test func `goes on where its worker died: what was redriven is not redriven again`() async throws {
        let work = Work(broken: ["0", "1", "2", "3"])
        let gate = Gate()
        let machine = try Bench.machine(Self.map(#""MaxConcurrency": 1, "ToleratedFailureCount": 3,"#))
        let execution = try await Bench.running(try engine(machine, work)) { [bench] in
            let client = ExecutionClient(store: bench.store, configuration: bench.configuration)
            let start = try await client.start(machine, input: "[0, 1, 2, 3, 4]")
            while try await client.describe(start.execution).status == .running { await Task.yield() }
            return start.execution
        }
        #expect(work.counts(5) == [1, 1, 1, 1, 0])
        // The first one fails again, which is tolerated; the second one is mended, and the worker dies over the third.
        work.mend("1", "2", "3")
        let link = FaultyEventStore(bench.store, faults: StoreFaults(), seed: 1)
        let first = bench.engine(on: link)
        first.handle("a") { context in
            if try context.input.value() == 2 { try await gate.pass() }
            return try work.run(context)
        }
        try first.add(machine)
        let run = Task { try await first.run() }
        try await first.redrive(execution)
        await gate.waitForEntries(1)
        let counts = try #require(try await first.client.mapRuns(of: execution).first).executionCounts
        #expect(counts.failed == 1 && counts.succeeded == 1 && counts.running == 1 && counts.pendingRedrive == 1)
        #expect(counts.total == 5 && counts.pending == 1, "\(counts)")
        await bench.kill(first, on: link, run)

        let second = try engine(machine, work)
        let end = try await Bench.running(second) { try await second.result(of: execution) }
        #expect(end.output?.string == "[1,2,3,4]")
        #expect(work.counts(5) == [2, 2, 2, 2, 1])
    }

    @Test("goes on with what was stopped, also where that is still being stopped", arguments: 1...20)
    func stopped(round: Int) async throws {
        let gate = Gate()
        let isFirst = Mutex(true)
        let engine = bench.engine()
        engine.handle("a") { context in
            if isFirst.withLock({ $0 }) { try await gate.pass() }
            return try context.input.value()
        }
        try engine.add(try Bench.machine(Self.map(#""MaxConcurrency": 4,"#)))
        try await Bench.running(engine) {
            let execution = try await engine.start("m", input: "[0, 1, 2, 3, 4, 5, 6, 7]").execution
            await gate.waitForEntries(4)
            isFirst.withLock { $0 = false }
            try await engine.stop(execution)
            for _ in 0..<round * 5 { await Task.yield() }
            try await engine.redrive(execution)
            #expect(try await engine.result(of: execution).output?.string == "[0,1,2,3,4,5,6,7]")
            let run = try #require(try await engine.client.mapRuns(of: execution).first)
            #expect(run.redriveCount == 1 && run.executionCounts.succeeded == 8)
        }
    }

    @Test func `goes on in its branch where another branch failed`() async throws {
        let gate = Gate()
        let engine = bench.engine()
        engine.handle("a") { context in
            try await gate.pass()
            return try context.input.value()
        }
        let isBroken = Mutex(true)
        engine.handle("b") { _ in
            await gate.waitForEntries(1)
            if isBroken.withLock({ $0 }) { throw TaskError("Bad", cause: "b") }
            return nil
        }
        try engine.add(try Bench.machine(ParallelTests.parallel("", Self.map(""), States.task("b"))))
        try await Bench.running(engine) {
            let execution = try await engine.start("m", input: "[0]").execution
            #expect(try await engine.result(of: execution).error == "Bad")
            isBroken.withLock { $0 = false }
            gate.open()
            try await engine.redrive(execution)
            #expect(try await engine.result(of: execution).output?.string == "[[0],null]")
            let run = try #require(try await engine.client.mapRuns(of: execution).first)
            #expect(run.redriveCount == 1 && run.status == .succeeded && run.executionCounts.total == 1)
        }
    }

    /// A try of the Map is a run of its own, and the last one goes on; a result that was too large is made anew as a whole.
    @Test func `is the run of the last try, and another one where the result was too large`() async throws {
        let work = Work(broken: ["1"])
        let retry = #""Retry": [{"ErrorEquals": ["States.ALL"], "MaxAttempts": 1, "IntervalSeconds": 1}],"#
        let machine = try Bench.machine(Self.map(#""MaxConcurrency": 1,"# + retry))
        let engine = try engine(machine, work)
        try await Bench.running(engine) {
            let execution = try await engine.start("m", input: "[0, 1]").execution
            #expect(try await engine.result(of: execution).status == .failed)
            #expect(work.counts(2) == [2, 2])
            work.mend("1")
            try await engine.redrive(execution)
            #expect(try await engine.result(of: execution).output?.string == "[0,1]")
            #expect(work.counts(2) == [2, 3])
            #expect(try await engine.client.mapRuns(of: execution).map(\.redriveCount) == [0, 1])
        }

        let isLarge = Mutex(true)
        let other = bench.engine()
        other.handle("a") { _ in .string(isLarge.withLock { $0 } ? String(repeating: "x", count: 200_000) : "x") }
        try other.add(machine)
        try await Bench.running(other) {
            let execution = try await other.start("m", input: "[0, 1]").execution
            #expect(try await other.result(of: execution).error == "States.DataLimitExceeded")
            isLarge.withLock { $0 = false }
            try await other.redrive(execution)
            #expect(try await other.result(of: execution).output?.string == #"["x","x"]"#)
            #expect(try await other.client.mapRuns(of: execution).allSatisfy { $0.redriveCount == 0 })
        }
    }

    @Test func `a redrive asked for twice by one name is one`() async throws {
        let work = Work(broken: ["0"])
        let engine = try engine(try Bench.machine(States.task("a")), work)
        try await Bench.running(engine) {
            let execution = try await engine.start("m", input: "0").execution
            _ = try await engine.result(of: execution)
            try await engine.redrive(execution, clientToken: "one")
            _ = try await engine.result(of: execution)
            try await engine.redrive(execution, clientToken: "one")
            #expect(try await engine.client.describe(execution).state.redriveCount == 1)
            try await engine.redrive(execution, clientToken: "two")
            _ = try await engine.result(of: execution)
            #expect(work.counts(1) == [3])
        }
    }
}
