import Engine
import Foundation
import Payroll

/// The three tasks of the payroll, registered as the handlers of the machine's functions.
struct PayrollHandlers {
    let onPurpose: OnPurpose
    let progress: ProgressBoard

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
        // Every run has a thread and its files: a folder of a thousand timesheets must not become a thousand threads.
        let options = TaskOptions(
            timeLimit: onPurpose.limit(of: task), concurrency: ProcessInfo.processInfo.activeProcessorCount)
        engine.register(task.rawValue, options: options) {
            [onPurpose, progress] (input: Input, context: TaskContext) async throws -> Output in
            try await onPurpose.interfere(with: task, attempt: context.attempt)
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
