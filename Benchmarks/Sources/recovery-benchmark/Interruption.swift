import BenchmarkSupport
import Engine
import EventLog
import Foundation
import PostgresBackend

/// Executions whose engine was killed in the middle of their second task, and another engine that takes them up.
enum Interruption {
    static func measure(on server: Database, count: Int, runs: Int) async throws {
        var reports: [[String: Double]] = []
        for _ in 0..<runs {
            let database = try server.fresh("daybook_interrupted")
            let victim = try Child(["hold", database.url, "\(count)"])
            guard try victim.line() == "held" else { throw BenchmarkError("the engine that was to be killed failed") }
            victim.kill()
            let report = try Child.report(["resume", database.url, "\(count)"])
            guard try database.number("SELECT count(*) FROM daybook.stream WHERE status = 'SUCCEEDED'") == Double(count)
            else { throw BenchmarkError("not all executions were brought to their end") }
            reports.append(report)
        }
        func middle(_ name: String) -> Double { median(reports.compactMap { $0[name] }) }
        print(
            """
              \(count) executions interrupted by a kill, medians of \(runs):
                folded \(formatted(middle("folded"), 2)) s (every stream read and folded, nothing written)
                taken over \(formatted(middle("takenOver"), 2)) s after the new process began: claimed, read, folded, \
            the takeover written and their task begun again
                ended \(formatted(middle("ended"), 2)) s after it began; \(formatted(middle("cpu"), 2)) s of its processor time, \
            \(formatted(middle("memory") / 1e6)) MB
            """)
    }

    /// Starts executions, says when all are in their second task, and waits to be killed.
    static func hold(_ url: String, count: Int) async throws {
        let store = try await PostgresEventStore.open(url, migrating: true)
        let tally = Tally()
        let engine = try TrivialPayroll.engine(
            store, handlers: ["generatePaystubs": CountingHandler(tally: tally, isEndless: true)])
        try await TrivialPayroll.whileRunning(engine) {
            try await TrivialPayroll.start(engine, count: count, concurrency: 256)
            await tally.wait(for: count)
            print("held")
            fflush(nil)
            try await Task.sleep(for: .seconds(86_400))
        }
    }

    /// Takes them up and brings them to their ends.
    static func resume(_ url: String, count: Int) async throws {
        let reading = try await PostgresEventStore.open(url)
        let folding = try await Measurement.of { try await fold(reading) }
        await reading.close()

        let began = ContinuousClock.now
        let cpu = Measurement.processorSeconds()
        let store = try await PostgresEventStore.open(url)
        let (begun, published) = (Tally(), Tally())
        let engine = try TrivialPayroll.engine(
            store,
            handlers: [
                "generatePaystubs": CountingHandler(tally: begun),
                "arn:aws:states:::sns:publish": CountingHandler(tally: published),
            ])
        var report = ["folded": folding.wall]
        try await TrivialPayroll.whileRunning(engine) {
            await begun.wait(for: count)
            report["takenOver"] = (ContinuousClock.now - began) / .seconds(1)
            await published.wait(for: count)
            report["memory"] = Child.memory()
        }
        report["ended"] = (ContinuousClock.now - began) / .seconds(1)
        report["cpu"] = Measurement.processorSeconds() - cpu
        await store.close()
        try Child.print(report)
    }

    /// Reads every execution, 64 at one time.
    private static func fold(_ store: PostgresEventStore) async throws {
        let client = ExecutionClient(store: store)
        var query = StreamQuery(category: .execution)
        query.limit = 1000
        while true {
            let page = try await client.list(query)
            let streams = page.streams.map(\.stream)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for worker in 0..<64 {
                    group.addTask {
                        for index in stride(from: worker, to: streams.count, by: 64) {
                            _ = try await client.describe(streams[index])
                        }
                    }
                }
                try await group.waitForAll()
            }
            guard let next = page.next else { return }
            query.after = next
        }
    }
}
