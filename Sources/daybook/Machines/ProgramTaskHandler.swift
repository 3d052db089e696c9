import Engine
import Foundation
import JSON

/// Runs a program for each run of a task: JSON on its standard input, JSON on its standard output.
struct ProgramTaskHandler: TaskHandler {
    private let path: String

    /// - Throws: `CommandFailure` where the file is no program.
    init(path: String) throws {
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw CommandFailure("\(path) is not an executable file")
        }
        self.path = path
    }

    func run(_ context: TaskContext) async throws -> TaskResult {
        let child = ChildProgram(path: path, environment: ProgramTaskHandler.environment(context))
        let end = try await child.run(input: Array(context.input.utf8))
        try Task.checkCancellation()
        guard end.code == 0 else { throw failure(end) }
        do throws(JSONError) {
            return TaskResult(output: try JSONText(validating: end.output))
        } catch {
            throw TaskError("ProgramFailed", cause: "the output of \(path) is not JSON: \(error)")
        }
    }

    private func failure(_ end: ChildProgram.End) -> TaskError {
        if let object = (try? JSONValue(parsing: end.output))?.objectValue, let error = object["Error"]?.stringValue {
            return TaskError(error, cause: object["Cause"]?.stringValue ?? "")
        }
        let said = String(decoding: end.errors.suffix(4096), as: UTF8.self)
        let cause = said.isEmpty ? "\(path) ended with \(end.code)" : said
        return TaskError("ProgramFailed", cause: cause)
    }

    private static func environment(_ context: TaskContext) -> [String: String] {
        var environment = ProcessInfo.processInfo.environment
        environment["DAYBOOK_STATE"] = context.state
        environment["DAYBOOK_RESOURCE"] = context.resource
        environment["DAYBOOK_ATTEMPT"] = "\(context.attempt)"
        environment["DAYBOOK_EXECUTION"] = context.executionArn
        environment["DAYBOOK_IDEMPOTENCY_KEY"] = context.idempotencyKey
        return environment
    }
}
