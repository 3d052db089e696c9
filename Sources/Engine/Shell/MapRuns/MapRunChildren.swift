internal import EventLog
internal import JSON

/// The executions of a Map Run.
struct MapRunChildren: Sendable {
    /// One that has ended.
    struct End: Sendable {
        let number: Int
        let items: Int
        let description: ExecutionDescription
    }

    let engine: ExecutionEngine
    let machine: StateMachine
    let id: MapRunID
    let arn: String

    /// Begins the execution of this number, or finds it, and waits for its end.
    func run(_ number: Int, _ batch: MapRunItems.Batch) async throws -> End {
        let execution = id.child(number)
        let plan: StartPlan
        do {
            plan = try StartPlan(
                child: execution, of: machine, input: batch.input, mapRun: arn, configuration: engine.configuration)
            try await engine.start(plan)
        } catch .executionAlreadyExists {
            // Begun before this task was taken over.
        }
        return End(number: number, items: batch.count, description: try await engine.result(of: execution))
    }

    /// Stops those that still run.
    func stop(_ numbers: Range<Int>) async {
        for number in numbers {
            try? await engine.client.stop(
                id.child(number), error: nil, cause: "The Map Run was aborted.", requestedBy: arn)
        }
    }
}
