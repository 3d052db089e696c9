import Engine
import MemoryBackend

/// What an execution costs where the store costs next to nothing.
enum MemoryBenchmark {
    static func run() async throws {
        for concurrency in [1, 256] {
            var cpu: [Double] = []
            var rates: [Double] = []
            for _ in 0..<EngineBenchmark.runs {
                let count = 20_000
                let engine = try TrivialPayroll.engine(MemoryEventStore())
                try await TrivialPayroll.whileRunning(engine) {
                    try await TrivialPayroll.pay(engine, count: 2000, concurrency: concurrency)
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
