import ArgumentParser

/// A task whose first attempt is to time out.
struct TimingOutTask: ExpressibleByArgument {
    let task: PayrollTask
    /// The limit of all attempts; `nil` where the attempt reports the time-out itself.
    let seconds: Int?

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = parts.first, let task = PayrollTask(rawValue: String(name)) else { return nil }
        self.task = task
        guard parts.count == 2 else {
            seconds = nil
            return
        }
        guard let limit = Int(parts[1]), (1...900).contains(limit) else { return nil }
        seconds = limit
    }
}
