import Foundation
import Glibc

/// Ends the engine processes that are left when this process ends, in whatever way: also those that stand still.
///
/// A shell reads their numbers from a pipe whose other end only this process holds. At the end of the pipe it kills those
/// that still are what they were.
final class ProcessGuard: Sendable {
    static let shared = ProcessGuard()

    private let pipe: Int32

    private init() {
        guard let (mine, its) = try? UnixSocket.pair() else { fatalError("no pipe for the guard") }
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = [
            "-c",
            """
            trap '' INT TERM HUP
            pids=
            while read -r pid; do pids="$pids $pid"; done
            for pid in $pids; do
                case "$(readlink "/proc/$pid/exe")" in "$1"*) kill -KILL "$pid" ;; esac
            done
            """, "guard", EngineProcess.path,
        ]
        process.standardInput = FileHandle(fileDescriptor: its, closeOnDealloc: true)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { fatalError("no guard: \(error)") }
        pipe = mine
    }

    func add(_ process: pid_t) {
        let line = Array("\(process)\n".utf8)
        _ = write(pipe, line, line.count)
    }
}
