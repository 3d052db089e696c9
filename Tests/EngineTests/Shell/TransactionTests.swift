import Engine
import EngineTesting
import EventLog
import JSON
import MemoryBackend
import Synchronization
import Testing

@Suite("What a handler writes in its transaction", .timeLimit(.minutes(10))) struct TransactionTests {
    /// The user's own table.
    final class Ledger: Sendable {
        private let rows = Mutex<[String]>([])

        var content: [String] { rows.withLock { $0 } }

        func pay(_ text: String, in transaction: MemoryTransaction) {
            transaction.write { self.rows.withLock { $0.append(text) } }
        }
    }

    private let bench = Bench()
    private let ledger = Ledger()

    private static let retried = #""Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 1, "MaxAttempts": 1}],"#

    private func types(_ execution: StreamID) async throws -> Set<String> { Set(try await bench.types(execution)) }

    private func pay(_ engine: ExecutionEngine) async throws -> ExecutionDescription {
        try await Bench.running(engine) {
            let start = try await engine.start("m", input: "{}")
            return try await engine.result(of: start.execution)
        }
    }

    @Test func `is there together with the record of its success`() async throws {
        let engine = bench.engine()
        engine.handle("t") { [ledger] context in
            let transaction = try await context.transaction(of: MemoryTransaction.self)
            #expect(try await context.transaction(of: MemoryTransaction.self) === transaction)
            ledger.pay(context.idempotencyKey, in: transaction)
            #expect(ledger.content.isEmpty)
            return "paid"
        }
        try engine.add(Bench.machine(States.task("t")))
        let end = try await pay(engine)
        #expect(end.output?.string == #""paid""#)
        #expect(ledger.content.count == 1)
    }

    @Test func `is not there where the handler throws, and once where its retry does not`() async throws {
        let engine = bench.engine()
        engine.handle("t") { [ledger] context in
            ledger.pay("attempt \(context.attempt)", in: try await context.transaction())
            if context.attempt == 0 { throw TaskError("E", cause: "after the write") }
            return nil
        }
        try engine.add(Bench.machine(States.task("t", Self.retried)))
        #expect(try await pay(engine).status == .succeeded)
        #expect(ledger.content == ["attempt 1"])
    }

    @Test func `is not there where the result is too large to be recorded`() async throws {
        let engine = bench.engine()
        engine.handle("t") { [ledger] context in
            ledger.pay("too much", in: try await context.transaction())
            return .string(String(repeating: "x", count: 300_000))
        }
        try engine.add(Bench.machine(States.task("t")))
        #expect(try await pay(engine).error == "States.DataLimitExceeded")
        #expect(ledger.content.isEmpty)
    }

    @Test func `is not there where the execution was stopped meanwhile`() async throws {
        let gate = Gate()
        let engine = bench.engine()
        engine.handle("t") { [ledger] context in
            ledger.pay("too late", in: try await context.transaction())
            // It does not listen to its cancellation.
            try? await gate.pass()
            return nil
        }
        try engine.add(Bench.machine(States.task("t")))
        try await Bench.running(engine) {
            let start = try await engine.start("m", input: "{}")
            await gate.waitForEntries(1)
            try await engine.stop(start.execution)
            #expect(try await engine.result(of: start.execution).status == .aborted)
        }
        #expect(ledger.content.isEmpty)
    }

    @Test func `is decided on again after a conflict, in the same transaction`() async throws {
        let store = StubbornTransactions(bench.store, [.conflict, .conflict])
        let engine = bench.engine(on: store)
        engine.handle("t") { [ledger] context in
            ledger.pay("paid", in: try await context.transaction(of: StubbornTransactions.Transaction.self).inner)
            return nil
        }
        try engine.add(Bench.machine(States.task("t")))
        let end = try await pay(engine)
        #expect(end.status == .succeeded)
        #expect(ledger.content == ["paid"])
        #expect(try await bench.types(end.execution).count { $0 == "TaskStarted" } == 1)
    }

    @Test func `comes to nothing where the database ends it, and the task fails by that name`() async throws {
        let store = StubbornTransactions(bench.store, [.failure])
        let engine = bench.engine(on: store)
        engine.handle("t") { [ledger] context in
            let transaction = try await context.transaction(of: StubbornTransactions.Transaction.self)
            ledger.pay("attempt \(context.attempt)", in: transaction.inner)
            return nil
        }
        try engine.add(Bench.machine(States.task("t", Self.retried)))
        let end = try await pay(engine)
        #expect(end.status == .succeeded)
        #expect(ledger.content == ["attempt 1"])
        let failures = try await bench.store.readAll(end.execution).filter { $0.type == EventType("TaskFailed") }
        #expect(
            try failures.map { try JSONValue(parsing: $0.payload)["error"]?.stringValue } == [
                "Daybook.TransactionFailed"
            ])
    }

    @Test func `is not there where another worker took the execution over`() async throws {
        let (slow, quick) = (Gate(), Gate(isOpen: true))
        func engine(_ gate: Gate, _ name: String) throws -> ExecutionEngine {
            // The first must neither give a sign of life, by which it would be alive again, nor claim again what it lost, however
            // long the second takes to begin.
            let engine = bench.engine {
                $0.lease = .seconds(1_000_000)
                if name == "first" { $0.pollInterval = .seconds(1_000_000) }
            }
            engine.handle("t") { [ledger] context in
                ledger.pay(name, in: try await context.transaction())
                try? await gate.pass()
                return .string(name)
            }
            try engine.add(Bench.machine(States.task("t")))
            return engine
        }
        let (first, second) = (try engine(slow, "first"), try engine(quick, "second"))
        try await Bench.running(first) {
            let start = try await first.start("m", input: "{}")
            await slow.waitForEntries(1)
            // The first is not dead: it only looks so, and its handler goes on.
            bench.store.declareDead(first.worker)
            let end = try await Bench.running(second) { try await second.result(of: start.execution) }
            #expect(end.output?.string == #""second""#)
            slow.open()
        }
        #expect(ledger.content == ["second"])
    }

    @Test func `cannot be where the store has no transactions of this type`() async throws {
        let plain = FaultyEventStore(bench.store, faults: StoreFaults(), seed: 1)
        for store in [plain, StubbornTransactions(bench.store, [])] as [any EventStore] {
            let engine = bench.engine(on: store)
            engine.handle("t") { context in
                _ = try await context.transaction(of: MemoryTransaction.self)
                return nil
            }
            try engine.add(Bench.machine(States.task("t")))
            let end = try await pay(engine)
            #expect(end.error == "Daybook.TransactionFailed")
            #expect(end.cause == "the engine's store has no transactions of the type MemoryTransaction")
        }
    }
}
