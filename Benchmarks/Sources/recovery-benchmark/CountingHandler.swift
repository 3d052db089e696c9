import BenchmarkSupport
import Engine

/// Says when it was called.
struct CountingHandler: TaskHandler {
    let tally: Tally
    var isEndless = false

    func run(_ context: TaskContext) async throws -> TaskResult {
        tally.add()
        if isEndless { try await Task.sleep(for: .seconds(86_400)) }
        return TaskResult(output: TrivialPayroll.output)
    }
}
