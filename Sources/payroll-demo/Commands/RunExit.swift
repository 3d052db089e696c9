import ArgumentParser
import Console
import Engine
import Synchronization

/// What the exit codes of the commands mean.
enum RunExit {
    /// Everything was paid.
    static let paid: Int32 = 0
    /// A payroll failed, and the error topic has the cause; or it is stuck, until a person resumes it.
    static let failed: Int32 = 1
    /// The program could not do its work.
    static let impossible: Int32 = 2
    /// A payroll was interrupted and can be resumed.
    static let interrupted: Int32 = 3

    /// The table for the help of `run` and `resume`.
    static let table = """
        EXIT CODES
          0   every payroll is paid
          1   a payroll failed (the error topic has the cause) or is stuck
          2   the program could not do its work
          3   interrupted: payroll-demo resume goes on
          64  the command line is wrong
        """
}

/// The exit code of a command, while it is found out.
final class ExitCodeBox: Sendable {
    private let code = Mutex<Int32?>(nil)

    /// The worst of several counts.
    func set(_ value: Int32) {
        code.withLock { $0 = max($0 ?? 0, value) }
    }

    /// What was found out; `interrupted` where the command ended before.
    var value: Int32 { code.withLock { $0 } ?? RunExit.interrupted }
}

extension AsyncParsableCommand {
    /// Turns what stops a command into one line on standard error, and ends with the exit code.
    func exiting(_ body: () async throws -> Int32) async throws {
        let code: Int32
        do {
            code = try await body()
        } catch {
            let isInterruption = if case EngineError.shuttingDown = error { true } else { error is CancellationError }
            code = isInterruption ? RunExit.interrupted : RunExit.impossible
            StandardStream.error.write("payroll-demo: \(isInterruption ? "interrupted" : "\(ErrorLine(error))")\n")
        }
        if code != 0 { throw ExitCode(code) }
    }
}
