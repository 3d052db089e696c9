import BenchmarkSupport
import Foundation
import PostgresBackend

/// Payrolls a second on Postgres, beside what the same server makes of plain inserts in the same run.
///
/// `DAYBOOK_POSTGRES` names the database; `COUNTS` and `RUNS` change how long it takes.
@main
enum PayrollThroughput {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        if arguments.first == "engine" { return try await EngineProcess.main(Array(arguments.dropFirst())) }
        guard let url = ProcessInfo.processInfo.environment["DAYBOOK_POSTGRES"] else {
            print("payroll-throughput: skipped, DAYBOOK_POSTGRES does not name a database")
            return
        }
        try await PostgresEventStore.migrate(url)
        let database = Database(url: url)
        print("payroll-throughput: \(try database.text("SELECT version()"))")
        print(
            "  settings: "
                + (try database.text(
                    """
                    SELECT string_agg(name || '=' || setting, ', ' ORDER BY name) FROM pg_settings
                    WHERE name IN ('fsync', 'synchronous_commit', 'shared_buffers', 'max_wal_size', 'full_page_writes')
                    """)))
        let runs = ProcessInfo.processInfo.environment["RUNS"].flatMap { Int($0) } ?? 3
        var ceilings: [Ceiling] = []
        var rows: [String: [Row]] = [:]
        var order: [String] = []
        for _ in 0..<runs {
            ceilings.append(try Ceiling.measure(on: database))
            for (concurrency, processes) in [(1, 1), (32, 1), (256, 1), (256, 2), (2048, 1), (2048, 2)] {
                let row = try Row.measure(on: database, concurrency: concurrency, processes: processes)
                let key = "\(concurrency)/\(processes)"
                if rows[key] == nil { order.append(key) }
                rows[key, default: []].append(row)
            }
        }
        let ceiling = Ceiling.median(of: ceilings)
        ceiling.report(runs: runs)
        print(Row.header)
        for key in order { print(Row.median(of: rows[key] ?? []).line(beside: ceiling)) }
    }
}
