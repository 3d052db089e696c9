import BenchmarkSupport
import Engine
import EventLog
import Foundation
import JSON
import PostgresBackend
import Synchronization

/// An engine in a process of its own: `payroll-throughput engine URL CONCURRENCY COUNT`.
enum EngineProcess {
    /// What a process says of its run.
    struct Report: Codable {
        var wall: Double
        var cpu: Double
        var p50: Double
        var p99: Double
    }

    /// Runs processes side by side and waits for them.
    static func run(on database: Database, processes: Int, concurrency: Int, count: Int) throws -> [Report] {
        let children = try (0..<processes).map { _ in
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            process.arguments = ["engine", database.url, "\(concurrency)", "\(count)"]
            let output = Pipe()
            process.standardOutput = output
            try process.run()
            return (process, output)
        }
        return try children.map { process, output in
            let data = output.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            guard process.terminationStatus == 0 else { throw BenchmarkError("an engine process failed") }
            return try JSONDecoder().decode(Report.self, from: data)
        }
    }

    static func main(_ arguments: [String]) async throws {
        guard arguments.count == 3, let concurrency = Int(arguments[1]), let count = Int(arguments[2]) else {
            throw BenchmarkError("usage: payroll-throughput engine URL CONCURRENCY COUNT")
        }
        let store = try await PostgresEventStore.open(arguments[0], migrating: true)
        let engine = try TrivialPayroll.engine(store)
        let latencies = Latencies()
        let report = try await TrivialPayroll.whileRunning(engine) {
            try await TrivialPayroll.pay(engine, count: min(concurrency, 256), concurrency: concurrency)
            let (began, cpu) = (ContinuousClock.now, Measurement.processorSeconds())
            try await TrivialPayroll.pay(engine, count: count, concurrency: concurrency) { latencies.add($0) }
            let wall = (ContinuousClock.now - began) / .seconds(1)
            return Report(
                wall: wall, cpu: Measurement.processorSeconds() - cpu, p50: latencies.quantile(0.5),
                p99: latencies.quantile(0.99))
        }
        await store.close()
        print(String(decoding: try JSONEncoder().encode(report), as: UTF8.self))
    }
}

/// How long executions took, from the call that starts one to its result.
final class Latencies: Sendable {
    private let all = Mutex<[Double]>([])

    func add(_ duration: Duration) { all.withLock { $0.append(duration / .milliseconds(1)) } }

    func quantile(_ part: Double) -> Double {
        let sorted = all.withLock { $0.sorted() }
        return sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(Double(sorted.count) * part))]
    }
}
