import BenchmarkSupport
import Foundation
import PostgresBackend

/// What lies in the log: interrupted executions that are taken up again, and a million that sleep or have ended and must
/// not be noticed by those that run.
///
/// `DAYBOOK_POSTGRES` names a database on a server of which databases are made; `INTERRUPTED`, `SLEEPING`, `FINISHED` and `RUNS`
/// change how long it takes. It calls itself for what needs a process of its own.
@main
enum RecoveryBenchmark {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch arguments.first {
        case "hold": return try await Interruption.hold(arguments[1], count: number(arguments[2]))
        case "resume": return try await Interruption.resume(arguments[1], count: number(arguments[2]))
        case "fill": return try await Filling(rawValue: arguments[2])!.fill(arguments[1], count: number(arguments[3]))
        case "pay": return try await LogSize.pay(arguments[1], count: number(arguments[2]))
        case "claim": return try await LogSize.claim(arguments[1], count: number(arguments[2]))
        default: break
        }
        guard let url = ProcessInfo.processInfo.environment["DAYBOOK_POSTGRES"] else {
            print("recovery-benchmark: skipped, DAYBOOK_POSTGRES does not name a database")
            return
        }
        let server = Database(url: url)
        print("recovery-benchmark: \(try server.text("SELECT version()"))")
        let runs = setting("RUNS", 5)
        if arguments.isEmpty || arguments.contains("interrupted") {
            try await Interruption.measure(on: server, count: setting("INTERRUPTED", 10_000), runs: runs)
        }
        for filling in Filling.allCases where arguments.isEmpty || arguments.contains(filling.rawValue) {
            let count = setting(filling.rawValue.uppercased(), 1_000_000)
            try await LogSize.measure(filling, on: server, count: count, runs: runs)
        }
    }

    private static func number(_ text: String) -> Int { Int(text) ?? 0 }

    private static func setting(_ name: String, _ usual: Int) -> Int {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? usual
    }
}
