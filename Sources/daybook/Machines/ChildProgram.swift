import Engine
import Foundation
import Synchronization

/// A program that is run once. It ends when the task that waits for it is cancelled.
final class ChildProgram: Sendable {
    /// How it ended.
    struct End: Sendable {
        let code: Int32
        let output: [UInt8]
        let errors: [UInt8]
    }

    private let path: String
    private let environment: [String: String]
    /// The process that runs; zero before and after, and -1 where it shall not begin any more.
    private let process = Mutex<Int32>(0)

    init(path: String, environment: [String: String]) {
        self.path = path
        self.environment = environment
    }

    /// - Throws: `TaskError` where it cannot be begun.
    func run(input: [UInt8]) async throws -> End {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                // Whoever waits for a pipe blocks a thread: not one of those that everybody shares.
                Thread.detachNewThread { [self] in
                    continuation.resume(with: Result { try runAndWait(input) })
                }
            }
        } onCancel: {
            process.withLock { process in
                if process > 0 { kill(process, SIGTERM) } else { process = -1 }
            }
        }
    }

    private func runAndWait(_ input: [UInt8]) throws -> End {
        let child = Process()
        child.executableURL = URL(filePath: path)
        child.environment = environment
        let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
        (child.standardInput, child.standardOutput, child.standardError) = (stdin, stdout, stderr)
        try process.withLock { process in
            guard process == 0 else { throw CancellationError() }
            do {
                try child.run()
            } catch {
                throw TaskError("ProgramFailed", cause: "\(path) cannot be run")
            }
            process = child.processIdentifier
        }
        let errors = PipeReader(stderr.fileHandleForReading)
        let output = PipeReader(stdout.fileHandleForReading)
        // A program may well end without reading its input.
        try? stdin.fileHandleForWriting.write(contentsOf: Data(input))
        try? stdin.fileHandleForWriting.close()
        let end = (output.wait(), errors.wait())
        child.waitUntilExit()
        process.withLock { $0 = -1 }
        return End(code: child.terminationStatus, output: end.0, errors: end.1)
    }
}
