import BenchmarkSupport
import Foundation

/// Measures the server of the Step Functions API through HTTP: what it starts, how long a start takes at 2,000 a second, and
/// what 10,000 workers cost that wait.
@main
enum ServeBenchmark {
    private static let rate = 2000
    private static let seconds = 5
    private static let runs = 3

    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first == "server" { return try await ServerProcess.main(Array(arguments.dropFirst())) }
        guard let url = ProcessInfo.processInfo.environment["DAYBOOK_POSTGRES"] else {
            throw BenchmarkError("DAYBOOK_POSTGRES says where Postgres is; Benchmarks/run starts one")
        }
        try Descriptors.raise()
        let part = arguments.first ?? "all"
        if part == "all" || part == "starts" { try starts(Database(url: url)) }
        if part == "all" || part == "polls" { try polls(Database(url: url)) }
    }

    /// Starts by HTTP beside those that an engine makes alone, and beside requests that do nothing.
    private static func starts(_ database: Database) throws {
        print(
            "serve, \(runs) runs, client and server and Postgres on the same cores; starts of a machine of one Pass state"
        )
        var rows: [StartRow] = []
        for _ in 0..<runs {
            let server = try ServerProcess(try database.fresh("daybook_serve"))
            defer { server.end() }
            let (health, engine) = (try server.health(), try server.startsAlone())
            let arn = try server.createMachine()
            let load = Load(port: server.port, connections: 64)
            _ = try load.full(server.start(arn), count: 2000)
            let full = try load.full(server.start(arn), count: 10_000)
            let cpu = server.processorSeconds
            let paced = try load.paced(server.start(arn), perSecond: rate, seconds: seconds)
            let row = StartRow(
                health: health, engine: engine, full: full.rate, fullP99: full.quantile(0.99), paced: paced.rate,
                p50: paced.quantile(0.5), p99: paced.quantile(0.99), late: paced.quantile(1),
                cpu: (server.processorSeconds - cpu) / Double(seconds * rate))
            print(row.text)
            rows.append(row)
        }
        print("median: " + StartRow.median(rows).text)
    }

    private static func polls(_ database: Database) throws {
        let count = 10_000
        let server = try ServerProcess(try database.fresh("daybook_serve"))
        defer { server.end() }
        let arn = try server.createMachine()
        let activity = try server.createActivity()
        let load = Load(port: server.port, connections: 8)
        _ = try load.full(server.start(arn), count: 2000)
        let idle = (memory: server.residentBytes, files: server.openFiles)
        let polls = try IdlePolls(port: server.port, count: count, request: server.poll(activity.arn))
        let held = (memory: server.residentBytes, files: server.openFiles)
        let cpu = server.processorSeconds
        Thread.sleep(forTimeInterval: 10)
        let spent = (server.processorSeconds - cpu) / 10
        let beside = try load.full(server.start(arn), count: 4000)
        let answered = try polls.answered(after: { try server.startActivity(activity.machine) })
        print(
            """
            polls: \(count) held, \(held.files - idle.files) descriptors and \
            \((held.memory - idle.memory) >> 20) MiB more (\((held.memory - idle.memory) / count) bytes each, \
            \(idle.memory >> 20) MiB before), \(formatted(spent * 100, 1)) % of a core while they wait; \
            \(formatted(beside.rate)) starts/s beside them by 8 connections, p99 \
            \(formatted(beside.quantile(0.99) * 1000, 1)) ms; a task reached one of them after \
            \(formatted(answered * 1000, 1)) ms
            """)
    }
}
