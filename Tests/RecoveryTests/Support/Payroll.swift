import Testing

/// The payrolls that are killed.
enum Payroll: String, CaseIterable, CustomTestStringConvertible {
    case succeeding
    case failing
    case timingOut = "timing out"

    var flags: [String] {
        switch self {
        case .succeeding: []
        case .failing: ["--fail", "generatePaystubs"]
        case .timingOut: ["--timeout-once", "generateReport=2"]
        }
    }

    /// The exit code of a run that nobody disturbs.
    var exitCode: Int32 { self == .failing ? 1 : 0 }

    /// The folder of the mail that gets the one message, and the one that gets none.
    var mails: (one: String, none: String) {
        self == .failing ? (one: "error", none: "success") : (one: "success", none: "error")
    }

    /// The tasks that have an effect.
    var effects: [String] {
        self == .failing ? ["processData"] : ["processData", "generatePaystubs", "generateReport"]
    }

    func run(_ scene: Scene) -> [String] { scene.command("run", scene.timesheet) + flags }
    func resume(_ scene: Scene) -> [String] { scene.command("resume") + flags }

    var testDescription: String { rawValue }
}
