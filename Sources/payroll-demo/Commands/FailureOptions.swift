import ArgumentParser
import Payroll

/// Failures on purpose, to see what the machine makes of them.
struct FailureOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Let a task fail, with this error name: processData, generatePaystubs or generateReport.",
            valueName: "TASK[=ERROR]"))
    var fail: FailingTask?

    @Option(name: .long, help: ArgumentHelp("Let the first attempt of this task time out.", valueName: "TASK"))
    var timeoutOnce: PayrollTask?
}

/// A task of the machine, by the name of its function.
enum PayrollTask: String, ExpressibleByArgument, CaseIterable {
    case processData, generatePaystubs, generateReport
}

/// A task that is to fail.
struct FailingTask: ExpressibleByArgument {
    let task: PayrollTask
    let error: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1)
        guard let name = parts.first, let task = PayrollTask(rawValue: String(name)) else { return nil }
        self.task = task
        self.error = parts.count == 2 ? String(parts[1]) : "PayrollDemo.OnPurpose"
    }
}
