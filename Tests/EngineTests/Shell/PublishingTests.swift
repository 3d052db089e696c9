import Engine
import EngineTesting
import EventLog
import JSON
import MemoryBackend
import Testing

@Suite("A machine that an engine was given", .timeLimit(.minutes(10))) struct PublishingTests {
    private static let category = StreamCategory("state-machine")

    private func versions(in bench: Bench) async throws -> [String: [JSONValue]] {
        var versions: [String: [JSONValue]] = [:]
        for summary in try await bench.store.streams(StreamQuery(category: Self.category)).streams {
            let events = try await bench.store.readAll(summary.stream)
            _ = try HashChain.verify(events)
            #expect(events.allSatisfy { $0.type == EventType("StateMachinePublished") })
            versions[summary.labels["name"] ?? ""] = try events.map { try JSONValue(parsing: $0.payload) }
        }
        return versions
    }

    /// Runs an engine with these machines until all of them are in the log.
    private func run(_ bench: Bench, _ machines: StateMachine...) async throws {
        let engine = bench.engine()
        engine.handle("t") { _ in nil }
        engine.handle("u") { _ in nil }
        try engine.add(machines[0])
        try await Bench.running(engine) {
            for machine in machines.dropFirst() { try engine.add(machine) }
            for machine in machines {
                let hash = JSONValue.string(machine.definitionHash.hex)
                while try await versions(in: bench)[machine.name]?.last?["definition"] != hash { await Task.yield() }
            }
        }
    }

    @Test func `is in the log once, with the definition and the role it has`() async throws {
        let bench = Bench()
        let machine = try Bench.machine(States.task("t"), top: #""TimeoutSeconds": 90,"#)
        try await run(bench, machine)
        try await run(bench, machine, Bench.machine(States.task("u"), name: "other"))
        let versions = try await versions(in: bench)
        #expect(versions.mapValues(\.count) == ["m": 1, "other": 1])
        let published = try #require(versions["m"]?.first)
        #expect(published["stateMachine"] == .string("arn:aws:states:us-east-1:123456789012:stateMachine:m"))
        #expect(published["role"] == .string(machine.role.hash.hex))
        #expect(published["queue"] == "default")
        #expect(published["timeoutSeconds"] == 90)
        for (category, hash) in [("definition", machine.definitionHash), ("role", machine.role.hash)] {
            let stored = try await bench.store.streams(StreamQuery(category: StreamCategory(category))).streams
            let events = try await stored.asyncMap { try await bench.store.readAll($0.stream) }.joined()
            #expect(events.contains { SHA256Hash(of: $0.payload) == hash }, "\(category)")
        }
    }

    @Test func `has a version for each change`() async throws {
        let bench = Bench()
        let (first, second) = (try Bench.machine(States.task("t")), try Bench.machine(States.task("u")))
        for machine in [first, second, second, first] { try await run(bench, machine) }
        let hashes = try await versions(in: bench)["m"]?.map { $0["definition"]?.stringValue }
        #expect(hashes == [first, second, first].map(\.definitionHash.hex))
    }

    @Test func `is published once the store answers again`() async throws {
        let bench = Bench()
        let link = FaultyEventStore(bench.store, faults: StoreFaults(), seed: 1)
        link.faults.failedReads = 1
        let engine = bench.engine(on: link) { $0.pollInterval = .milliseconds(1) }
        engine.handle("t") { _ in nil }
        try engine.add(Bench.machine(States.task("t")))
        try await Bench.running(engine) {
            let start = try await engine.start("m", input: "{}")
            #expect(start.isNew)
            #expect(try await versions(in: bench).isEmpty)
            link.faults = StoreFaults()
            while try await versions(in: bench).isEmpty { await Task.yield() }
        }
        #expect(try await versions(in: bench).mapValues(\.count) == ["m": 1])
    }

    @Test func `has its labels made again`() async throws {
        let bench = Bench()
        try await run(bench, Bench.machine(States.task("t")))
        let before = try await bench.store.streams(StreamQuery(category: Self.category)).streams
        _ = try await bench.store.rebuildIndexes(with: ExecutionIndexer())
        #expect(try await bench.store.streams(StreamQuery(category: Self.category)).streams == before)
        #expect(before.map(\.labels) == [["name": "m", "arn": "arn:aws:states:us-east-1:123456789012:stateMachine:m"]])
    }
}

extension Sequence where Self: Sendable, Element: Sendable {
    fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
