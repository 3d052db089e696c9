import BenchmarkSupport
import Engine
import EventLog
import Foundation
import JSON
import MemoryBackend
import SQLiteBackend

/// Measures the engine itself: the fold, an execution in memory, executions on SQLite beside SQLite's own ceiling.
@main
enum EngineBenchmark {
    static let runs = Int(ProcessInfo.processInfo.environment["RUNS"] ?? "") ?? 5

    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        print(
            "daybook engine benchmark: \(runs) runs each, medians; \(ProcessInfo.processInfo.activeProcessorCount) cores"
        )
        if arguments.isEmpty || arguments.contains("fold") { try await FoldBenchmark.run() }
        if arguments.isEmpty || arguments.contains("memory") { try await MemoryBenchmark.run() }
        if arguments.isEmpty || arguments.contains("map") { try await MapBenchmark.run() }
        if arguments.isEmpty || arguments.contains("sqlite") { try await SQLiteBenchmark.run() }
    }
}
