import ArgumentParser

/// Failures on purpose, to see what the machine makes of them.
struct FailureOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Let a task fail, with this error name: processData, generatePaystubs or generateReport.",
            valueName: "TASK[=ERROR]"))
    var fail: FailingTask?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Let the first attempt of this task time out. With SECONDS that is the limit of all its attempts, and the engine ends the first one.",
            valueName: "TASK[=SECONDS]"))
    var timeoutOnce: TimingOutTask?

    var onPurpose: OnPurpose { OnPurpose(failing: fail, timingOut: timeoutOnce) }
}
