import ArgumentParser

/// A task that is to fail.
struct FailingTask: ExpressibleByArgument {
    let task: PayrollTask
    let error: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = parts.first, let task = PayrollTask(rawValue: String(name)) else { return nil }
        if parts.count == 2, parts[1].isEmpty { return nil }
        self.task = task
        self.error = parts.count == 2 ? String(parts[1]) : "PayrollDemo.OnPurpose"
    }
}
