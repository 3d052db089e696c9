import ArgumentParser
import Foundation

/// Which log a command is about, for commands whose arguments are something else.
struct LogOption: ParsableArguments {
    static let variable = "DAYBOOK_LOG"

    @Option(
        help: ArgumentHelp(
            "The log. (default: the environment's \(variable))", valueName: "sqlite:PATH|postgres://…"))
    var log: LogLocation?

    func validate() throws {
        _ = try location()
    }

    /// The log that was named.
    func location() throws -> LogLocation {
        if let log { return log }
        guard let text = ProcessInfo.processInfo.environment[Self.variable], !text.isEmpty else {
            throw ValidationError("name the log with --log, or with the environment's \(Self.variable)")
        }
        guard let log = LogLocation(argument: text) else {
            throw ValidationError("the environment's \(Self.variable) names no log")
        }
        return log
    }
}
