import Engine
import Payroll

/// The three tasks of the payroll, registered as the handlers of the machine's functions.
struct PayrollHandlers {
    let failing: FailingTask?
    let timingOut: PayrollTask?
    let progress: ProgressBoard

    /// A function's own limit, as the service has one: a quarter of an hour, unless the first attempt shall run into it.
    private static let limit = Duration.seconds(900)
    /// Its retries have the same limit, so it must be long enough for the work on a machine that is busy.
    private static let shortLimit = Duration.seconds(2)

    func register(with engine: ExecutionEngine) {
        register(.processData, with: engine) { (input: ProcessDataInput, control) in
            try PayrollTasks.processData(input, control: control)
        }
        register(.generatePaystubs, with: engine) { (input: SplitSummary, control) in
            try PayrollTasks.generatePaystubs(input, control: control)
        }
        register(.generateReport, with: engine) { (input: PaystubsSummary, control) in
            try PayrollTasks.generateReport(input, control: control)
        }
    }

    private func register<Input: Codable & Sendable, Output: Codable & Sendable>(
        _ task: PayrollTask, with engine: ExecutionEngine,
        _ work: @escaping @Sendable (Input, TaskControl) throws -> Output
    ) {
        let limit = timingOut == task ? Self.shortLimit : Self.limit
        engine.register(task.rawValue, options: TaskOptions(timeLimit: limit)) {
            (input: Input, context: TaskContext) async throws -> Output in
            if let failing, failing.task == task {
                throw TaskError(failing.error, cause: "The task \(task.rawValue) was told to fail.")
            }
            if timingOut == task, context.attempt == 0 {
                // Longer than the limit: the engine cancels the sleep when the limit has passed.
                try await Task.sleep(for: Self.limit)
            }
            let execution = context.execution
            return try await BlockingWork.run { isCancelled in
                let control = TaskControl(
                    progress: { progress.update(execution, $0) }, isCancelled: isCancelled)
                let output = try work(input, control)
                // Here and not after the wait: a checkpoint stops its thread, and those that tasks share are few.
                Checkpoints.shared?.stop(at: "after effect \(task.rawValue)")
                return output
            }
        }
    }
}
