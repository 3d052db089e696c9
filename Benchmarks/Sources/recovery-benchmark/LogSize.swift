import BenchmarkSupport
import Engine
import EventLog
import Foundation
import PostgresBackend

/// Whether what lies in the log slows what runs: the same work on an empty database and on a full one, in turns.
enum LogSize {
    static func measure(_ filling: Filling, on server: Database, count: Int, runs: Int) async throws {
        let empty = try server.fresh("daybook_empty")
        let full = try server.fresh("daybook_full")
        try await PostgresEventStore.migrate(empty.url)
        let fill = try Child.report(["fill", full.url, filling.rawValue, "\(count)"])
        for database in [empty, full] { _ = try database.text("VACUUM (ANALYZE)") }
        var rates: [String: [Double]] = [:]
        for run in 0..<runs {
            // Who goes first changes, so that a machine that gets slower is no one's advantage.
            for (name, database) in run % 2 == 0
                ? [("empty", empty), ("full", full)] : [("full", full), ("empty", empty)]
            {
                try settle(database)
                for work in ["pay", "claim"] {
                    let report = try Child.report([work, database.url, "6000"])
                    rates["\(work) \(name)", default: []].append(report["rate"] ?? 0)
                }
            }
        }
        func middle(_ name: String) -> Double { median(rates[name] ?? [0]) }
        func line(_ work: String) -> String {
            "\(formatted(middle("\(work) full"))) a second, \(formatted(middle("\(work) empty"))) on an empty database: "
                + formatted(middle("\(work) full") / middle("\(work) empty"), 2)
        }
        let seconds = fill["seconds"] ?? 1
        let growth = ((fill["after"] ?? 0) - (fill["before"] ?? 0)) / Double(count)
        let size = try full.text("SELECT pg_size_pretty(pg_database_size(current_database()))")
        print(
            """
              \(count) \(filling.rawValue) executions, \(size), started at \(formatted(Double(count) / seconds)) a second; the \
            engine's memory grew by \(formatted(growth, 1)) bytes for each. Beside them, medians of \(runs):
                payrolls, 256 at one time: \(line("pay"))
                payrolls started without an engine and claimed: \(line("claim"))
            """)
    }

    /// Waits until the server has nothing of its own to do: it still sweeps what the filling left behind.
    private static func settle(_ database: Database) throws {
        _ = try database.text(
            """
            DO $$ BEGIN
                WHILE EXISTS (SELECT FROM pg_stat_activity WHERE backend_type = 'autovacuum worker') LOOP
                    PERFORM pg_sleep(0.1), pg_stat_clear_snapshot();
                END LOOP;
            END $$
            """)
        _ = try database.text("CHECKPOINT")
    }

    /// Payrolls started and run by one engine.
    static func pay(_ url: String, count: Int) async throws {
        let store = try await PostgresEventStore.open(url)
        let engine = try TrivialPayroll.engine(store)
        try await TrivialPayroll.whileRunning(engine) {
            try await TrivialPayroll.pay(engine, count: 256, concurrency: 256)
            let time = try await Measurement.of {
                try await TrivialPayroll.pay(engine, count: count, concurrency: 256)
            }
            try Child.print(["rate": Double(count) / time.wall])
        }
        await store.close()
    }

    /// Payrolls that nobody holds when they are written, so that each has to be claimed and read.
    static func claim(_ url: String, count: Int) async throws {
        let store = try await PostgresEventStore.open(url)
        let client = ExecutionClient(store: store)
        let machine = try TrivialPayroll.machine()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<256 {
                group.addTask {
                    for _ in stride(from: worker, to: count, by: 256) {
                        _ = try await client.start(machine, input: TrivialPayroll.input)
                    }
                }
            }
            try await group.waitForAll()
        }
        let published = Tally()
        let engine = try TrivialPayroll.engine(
            store, handlers: ["arn:aws:states:::sns:publish": CountingHandler(tally: published)])
        let time = try await Measurement.of {
            try await TrivialPayroll.whileRunning(engine) { await published.wait(for: count) }
        }
        await store.close()
        try Child.print(["rate": Double(count) / time.wall])
    }
}
