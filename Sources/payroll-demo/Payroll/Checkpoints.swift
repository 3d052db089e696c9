import Foundation
import PostgresBackend
import SQLiteBackend
import Synchronization

/// Moments at which a crash test stops this process, to kill it there.
///
/// With `PAYROLL_DEMO_CHECKPOINTS` set to the path of two named pipes (`PATH.out`, `PATH.in`) the process writes a line at
/// each checkpoint and goes on when it has read a byte. `PAYROLL_DEMO_CHECKPOINTS_AT` leaves only the checkpoints whose
/// names begin with its value, so that a process can stand still in a task while its store goes on. Without the first
/// there are no checkpoints.
final class Checkpoints: Sendable {
    static let shared: Checkpoints? = ProcessInfo.processInfo.environment["PAYROLL_DEMO_CHECKPOINTS"].flatMap {
        Checkpoints(pipes: $0, only: ProcessInfo.processInfo.environment["PAYROLL_DEMO_CHECKPOINTS_AT"] ?? "")
    }

    private let output: Int32
    private let input: Int32
    private let prefix: String
    /// One checkpoint at a time: the writer's thread and the tasks' threads may come to one together.
    private let turn = Mutex(0)

    private init?(pipes path: String, only prefix: String) {
        self.prefix = prefix
        output = open(path + ".out", O_WRONLY | O_CLOEXEC)
        input = open(path + ".in", O_RDONLY | O_CLOEXEC)
        guard output >= 0, input >= 0 else { return nil }
    }

    /// Tells the test where the process stands, and waits for its word.
    func stop(at name: String) {
        guard name.hasPrefix(prefix) else { return }
        turn.withLock { number in
            number += 1
            let line = Array("\(number) \(name)\n".utf8)
            guard write(output, line, line.count) == line.count else { return }
            var byte: UInt8 = 0
            while read(input, &byte, 1) < 0, errno == EINTR {}
        }
    }

    var sqliteHooks: @Sendable (SQLiteConfiguration.Hook) -> Void {
        { hook in
            switch hook {
            case .willCommit: self.stop(at: "before commit")
            case .didCommit: self.stop(at: "after commit")
            }
        }
    }

    var postgresHooks: PostgresConfiguration.Hooks {
        { hook, goOn in
            // The thread that calls this drives what is to go on meanwhile.
            Thread.detachNewThread {
                switch hook {
                case .willCommit: self.stop(at: "before commit")
                case .didCommit: self.stop(at: "after commit")
                }
                goOn()
            }
        }
    }
}
