import BenchmarkSupport
import Engine
import EventLog
import MemoryBackend

/// How many recorded events one core folds in a second.
enum FoldBenchmark {
    static func run() async throws {
        let store = MemoryEventStore()
        let engine = try TrivialPayroll.engine(store)
        var stream: [RecordedEvent] = []
        try await TrivialPayroll.whileRunning(engine) {
            let start = try await engine.start("payroll", input: TrivialPayroll.input)
            _ = try await engine.result(of: start.execution)
            stream = try await store.readAll(start.execution)
        }
        let bytes = stream.reduce(0) { $0 + $1.payload.count }
        let times = 100_000
        var rates: [Double] = []
        for _ in 0..<EngineBenchmark.runs {
            var ended = 0
            let time = try await Measurement.of {
                for _ in 0..<times where try ExecutionState(folding: stream).status == .succeeded { ended += 1 }
            }
            guard ended == times else { throw BenchmarkError("a fold came to another end") }
            rates.append(Double(times * stream.count) / time.cpu)
        }
        print(
            "fold: \(formatted(median(rates) / 1e6, 2)) million events a second of one core "
                + "(a payroll of \(stream.count) events, \(bytes / stream.count) bytes of payload each on average)")
    }
}
