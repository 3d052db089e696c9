import BenchmarkSupport
import Foundation

/// A line of the table: payrolls at one concurrency, on so many engine processes.
struct Row {
    var concurrency: Int
    var processes: Int
    var executions: Double
    var events: Double
    var p50: Double
    var p99: Double
    var commits: Double
    var walBytes: Double
    var rows: Double
    var clientCPU: Double
    var serverCPU: Double

    static let header =
        "  at one time  engines  executions/s  events/s   of R  p50 ms  p99 ms  transactions  rows  WAL bytes"
        + "  CPU µs an event: engine  server"

    static func measure(on database: Database, concurrency: Int, processes: Int) throws -> Row {
        let scale = ProcessInfo.processInfo.environment["COUNTS"].flatMap { Double($0) } ?? 1
        let count = Int(Double(concurrency == 1 ? 300 : concurrency == 32 ? 6000 : 12_000) * scale)
        let before = try database.counters()
        let reports = try EngineProcess.run(
            on: database, processes: processes, concurrency: concurrency / processes, count: count / processes)
        let after = try database.counters()
        let done = Double(count / processes * processes)
        let wall = reports.map(\.wall).max() ?? 1
        let events = after.events - before.events
        return Row(
            concurrency: concurrency, processes: processes, executions: done / wall, events: events / wall,
            p50: BenchmarkSupport.median(reports.map(\.p50)), p99: reports.map(\.p99).max() ?? 0,
            commits: (after.transactions - before.transactions) / done,
            walBytes: (after.walBytes - before.walBytes) / done, rows: (after.rows - before.rows) / done,
            clientCPU: reports.reduce(0) { $0 + $1.cpu } / events * 1e6,
            serverCPU: (after.cpu - before.cpu) / events * 1e6)
    }

    static func median(of all: [Row]) -> Row {
        func middle(_ field: (Row) -> Double) -> Double { BenchmarkSupport.median(all.map(field)) }
        return Row(
            concurrency: all[0].concurrency, processes: all[0].processes, executions: middle(\.executions),
            events: middle(\.events), p50: middle(\.p50), p99: middle(\.p99), commits: middle(\.commits),
            walBytes: middle(\.walBytes), rows: middle(\.rows), clientCPU: middle(\.clientCPU),
            serverCPU: middle(\.serverCPU))
    }

    func line(beside ceiling: Ceiling) -> String {
        let columns: [(String, Int)] = [
            ("\(concurrency)", 13), ("\(processes)", 9), (formatted(executions), 14), (formatted(events), 10),
            (formatted(events / ceiling.batched, 2), 7), (formatted(p50, 1), 8), (formatted(p99, 1), 8),
            (formatted(commits, 2), 14), (formatted(rows, 1), 6), (formatted(walBytes), 11),
            (formatted(clientCPU, 1), 26),
            (formatted(serverCPU, 1), 8),
        ]
        return columns.map { text, width in String(repeating: " ", count: max(1, width - text.count)) + text }.joined()
    }
}
