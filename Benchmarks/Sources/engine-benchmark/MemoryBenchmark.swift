import BenchmarkSupport
import Engine
import Foundation
import MemoryBackend

/// What an execution costs where the store costs next to nothing.
enum MemoryBenchmark {
    /// `CONCURRENCY` and `COUNT` in the environment narrow it down for a profiler.
    static func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let count = environment["COUNT"].flatMap { Int($0) } ?? 20_000
        let concurrencies = environment["CONCURRENCY"].flatMap { Int($0) }.map { [$0] } ?? [1, 256]
        for concurrency in concurrencies {
            var cpu: [Double] = []
            var rates: [Double] = []
            for _ in 0..<EngineBenchmark.runs {
                let engine = try TrivialPayroll.engine(MemoryEventStore())
                try await TrivialPayroll.whileRunning(engine) {
                    try await TrivialPayroll.pay(engine, count: count / 10, concurrency: concurrency)
                    let time = try await Measurement.of {
                        try await TrivialPayroll.pay(engine, count: count, concurrency: concurrency)
                    }
                    cpu.append(time.cpu / Double(count) * 1e6)
                    rates.append(Double(count) / time.wall)
                }
            }
            print(
                "memory, \(concurrency) at one time: \(formatted(median(cpu), 1)) µs of CPU an execution, "
                    + "\(formatted(median(rates))) executions a second")
        }
    }
}
