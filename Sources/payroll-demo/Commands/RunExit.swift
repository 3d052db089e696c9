import ArgumentParser
import Engine
import EventLog
import Foundation
import Synchronization

/// What the exit codes of the commands mean.
enum RunExit {
    /// Everything was paid.
    static let paid: Int32 = 0
    /// A payroll failed, and the error topic has the cause.
    static let failed: Int32 = 1
    /// The program could not do its work.
    static let impossible: Int32 = 2
    /// A payroll was interrupted and can be resumed.
    static let interrupted: Int32 = 3
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
    /// Turns what stops a command into one line on standard error and the exit code for it.
    func reportingFailures(_ body: () async throws -> Int32) async throws -> Int32 {
        do {
            return try await body()
        } catch is CancellationError {
            return RunExit.interrupted
        } catch {
            FileHandle.standardError.write(Data("payroll-demo: \(error)\n".utf8))
        }
        return RunExit.impossible
    }
}
