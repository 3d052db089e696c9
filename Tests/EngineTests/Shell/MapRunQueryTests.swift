import Engine
import EngineTesting
import EventLog
import JSON
import MemoryBackend
import Synchronization
import Testing

@Suite("A distributed Map over the rows of a query", .timeLimit(.minutes(10))) struct MapRunQueryTests {
    private let bench = Bench()

    private static let reader =
        #""ItemReader": {"Resource": "arn:aws:states:::daybook:query", "#
        + #""Parameters": {"Sql": "SELECT …", "Parameters.$": "$.values"}},"#

    private func engine(
        _ fields: String = "", on store: any EventStore, allowed: Bool = true
    ) throws -> (ExecutionEngine, StateMachine) {
        let engine = bench.engine(on: store) { $0.allowsQueries = allowed }
        let map = """
            "M": {"Type": "Map", \(Self.reader) \(fields)
              "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"},
                "StartAt": "a", "States": {\(States.task("a"))}}, "End": true}
            """
        return (engine, try Bench.machine(map))
    }

    private func run(_ store: RowsStore, _ fields: String = "", allowed: Bool = true) async throws
        -> ExecutionDescription
    {
        let (engine, machine) = try engine(fields, on: store, allowed: allowed)
        engine.handle("a") { try $0.input.value()["n"] ?? nil }
        try engine.add(machine)
        return try await Bench.running(engine) {
            let start = try await engine.start("m", input: #"{"values": [1.50, "x", null, true]}"#)
            return try await engine.result(of: start.execution)
        }
    }

    private static func rows(_ numbers: Range<Int>) -> [String] { numbers.map { #"{"n":\#($0)}"# } }

    @Test func `has an execution for each row, and all rows in the log`() async throws {
        let store = RowsStore(bench.store, [.init(rows: Self.rows(0..<1201))])
        let end = try await run(store, #""ToleratedFailurePercentage": 1,"#)
        #expect(end.output?.string == "[" + (0..<1201).map(String.init).joined(separator: ",") + "]")
        #expect(
            store.asked == [
                .init(sql: "SELECT …", values: [.number("1.50"), .text("x"), .null, .bool(true)])
            ])
        let streams = try await bench.store.streams(StreamQuery(category: .mapRunItems, limit: 10)).streams
        #expect(streams.map(\.status) == [StreamStatus("RECORDED")])
        let events = try await bench.store.readAll(try #require(streams.first).stream)
        #expect(
            events.map(\.type.rawValue) == ["QueryBegun", "ItemsRead", "QueryEnded"])
        #expect(
            String(decoding: events[1].payload, as: UTF8.self) == "[" + Self.rows(0..<1201).joined(separator: ",") + "]"
        )
        let index = try ExecutionIndexer().index(of: events[0].stream, events: events)
        #expect(index == StreamIndex(status: StreamStatus("RECORDED")))
    }

    @Test func `reads no more rows than it may`() async throws {
        let store = RowsStore(bench.store, [.init(rows: Self.rows(0..<10))])
        let most = Self.reader.replacing("}},", with: #"}, "ReaderConfig": {"MaxItems": 3}},"#)
        let engine = bench.engine(on: store) { $0.allowsQueries = true }
        engine.handle("a") { try $0.input.value()["n"] ?? nil }
        let map = """
            "M": {"Type": "Map", \(most) "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED"},
                "StartAt": "a", "States": {\(States.task("a"))}}, "End": true}
            """
        try engine.add(try Bench.machine(map))
        try await Bench.running(engine) {
            let start = try await engine.start("m", input: #"{"values": []}"#)
            let end = try await engine.result(of: start.execution)
            #expect(end.output?.string == "[0,1,2]")
        }
    }

    @Test func `keeps rows that are large in events of their own`() async throws {
        let large = String(repeating: "x", count: 100_000)
        let rows = (0..<5).map { #"{"n":\#($0),"large":"\#(large)"}"# }
        #expect(try await run(RowsStore(bench.store, [.init(rows: rows)])).output?.string == "[0,1,2,3,4]")
        let items = try await bench.store.streams(StreamQuery(category: .mapRunItems, limit: 10)).streams
        let types = try await bench.store.readAll(try #require(items.first).stream).map(\.type.rawValue)
        #expect(types == ["QueryBegun", "ItemsRead", "ItemsRead", "ItemsRead", "QueryEnded"])
    }

    @Test(
        "fails with the database's reason",
        arguments: [
            (EventStoreError.invalidRequest(reason: "no such table: pay"), true, "no such table: pay"),
            (nil, false, "The engine answers no queries."),
        ])
    func refused(error: EventStoreError?, isAllowed: Bool, cause: String) async throws {
        let store = RowsStore(bench.store, [.init(rows: [], error: error)])
        let end = try await run(store, allowed: isAllowed)
        #expect(end.error == "States.ItemReaderFailed" && end.cause == cause)
    }

    @Test func `asks again where the database went away, and counts no row twice`() async throws {
        let gone = RowsStore.Answer(rows: Self.rows(0..<700), error: .unavailable(reason: "gone"))
        let store = RowsStore(bench.store, [gone, .init(rows: Self.rows(100..<105))])
        #expect(try await run(store).output?.string == "[100,101,102,103,104]")
    }

    @Test func `goes on with the recorded rows where its worker died`() async throws {
        let gate = Gate()
        let link = FaultyEventStore(bench.store, faults: StoreFaults(), seed: 1)
        let (first, machine) = try engine(
            #""MaxConcurrency": 2,"#, on: RowsStore(link, [.init(rows: Self.rows(0..<6))]))
        first.handle("a") { context in
            let item = try context.input.value()["n"] ?? nil
            if item == 2 { try await gate.pass() }
            return item
        }
        try first.add(machine)
        let run = Task { try await first.run() }
        let start = try await first.start("m", input: #"{"values": []}"#)
        await gate.waitForEntries(1)
        await bench.kill(first, on: link, run)
        let other = RowsStore(bench.store, [.init(rows: Self.rows(7..<9))])
        let (second, _) = try engine(on: other)
        second.handle("a") { try $0.input.value()["n"] ?? nil }
        try second.add(machine)
        try await Bench.running(second) {
            let end = try await second.result(of: start.execution)
            #expect(end.output?.string == "[0,1,2,3,4,5]")
        }
        #expect(other.asked.isEmpty)
    }

    @Test func `begins anew behind what a worker recorded who died meanwhile`() async throws {
        // Its answer has no end, so that it dies while it reads.
        let gone = RowsStore.Answer(rows: Self.rows(0..<600), error: .unavailable(reason: "gone"))
        let link = FaultyEventStore(bench.store, faults: StoreFaults(), seed: 1)
        let (first, machine) = try engine(on: RowsStore(link, Array(repeating: gone, count: 1000)))
        first.handle("a") { _ in nil }
        try first.add(machine)
        let run = Task { try await first.run() }
        let start = try await first.start("m", input: #"{"values": []}"#)
        while try await bench.store.streams(StreamQuery(category: .mapRunItems, limit: 10)).streams.isEmpty {
            await Task.yield()
        }
        await bench.kill(first, on: link, run)
        let (second, _) = try engine(on: RowsStore(bench.store, [.init(rows: Self.rows(7..<9))]))
        second.handle("a") { try $0.input.value()["n"] ?? nil }
        try second.add(machine)
        try await Bench.running(second) {
            let end = try await second.result(of: start.execution)
            #expect(end.output?.string == "[7,8]")
        }
        let items = try await bench.store.streams(StreamQuery(category: .mapRunItems, limit: 10)).streams
        let types = try await bench.store.readAll(try #require(items.first).stream).map(\.type.rawValue)
        #expect(items.count == 1 && types.suffix(3) == ["QueryBegun", "ItemsRead", "QueryEnded"], "\(types)")
    }
}
