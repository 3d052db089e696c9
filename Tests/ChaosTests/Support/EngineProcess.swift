import Foundation
import Glibc
import Synchronization

/// A `chaos-engine` process.
final class EngineProcess: Sendable {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private struct State {
        var lines: [String] = []
        var status: Int32?
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    /// The build puts it beside the test bundle, and the process that runs the tests is that bundle or loads it from there.
    static let path: String = {
        let here = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let places = [here] + CommandLine.arguments.map { URL(filePath: $0).deletingLastPathComponent() }
        let programs = places.map { $0.appending(path: "chaos-engine").path }
        return programs.first { FileManager.default.isExecutableFile(atPath: $0) } ?? programs[0]
    }()

    let id: pid_t
    private let state = Mutex(State())

    /// Starts it; what it has to say besides its lines is added to the file `log`.
    init(_ arguments: [String], log: String) throws {
        let (output, its) = try UnixSocket.pair()
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, its, 1)
        posix_spawn_file_actions_addopen(&actions, 2, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        var words: [UnsafeMutablePointer<CChar>?] = ([Self.path] + arguments).map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var id: pid_t = 0
        let code = posix_spawn(&id, Self.path, &actions, nil, &words, environ)
        close(its)
        guard code == 0 else {
            close(output)
            throw Failure(description: "\(Self.path) cannot be started: \(String(cString: strerror(code)))")
        }
        self.id = id
        ProcessGuard.shared.add(id)
        Thread { [self] in watch(output) }.start()
    }

    /// Sends a signal, unless it is over.
    func send(_ signal: Int32) {
        state.withLock { state in
            // Not reaped yet, so the number is still its own.
            if state.status == nil { Glibc.kill(id, signal) }
        }
    }

    /// Kills it, also where it stands still, and waits for its end.
    func kill() async {
        send(SIGKILL)
        await waitForEnd()
    }

    /// Whether it has ended.
    var isOver: Bool { state.withLock { $0.status != nil } }

    /// Waits for a line that begins so and gives what follows; `nil` where it ended before.
    func rest(ofLine beginning: String) async -> String? {
        while true {
            let (line, isOver) = state.withLock { state in
                (state.lines.first { $0.hasPrefix(beginning) }, state.status != nil)
            }
            if let line { return String(line.dropFirst(beginning.count)) }
            if isOver { return nil }
            await change { $0.status != nil || $0.lines.contains { $0.hasPrefix(beginning) } }
        }
    }

    /// Waits until it is over.
    func waitForEnd() async {
        while !isOver { await change { $0.status != nil } }
    }

    private func change(unless isDone: @Sendable (State) -> Bool) async {
        await withCheckedContinuation { continuation in
            let waits = state.withLock { state in
                guard !isDone(state) else { return false }
                state.waiters.append(continuation)
                return true
            }
            if !waits { continuation.resume() }
        }
    }

    /// On a thread of its own: reads lines to the end of the output, which is the end of the process.
    private func watch(_ output: Int32) {
        var rest: [UInt8] = []
        var bytes = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(output, &bytes, bytes.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            rest += bytes[..<count]
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: rest[..<end], as: UTF8.self)
                rest.removeSubrange(...end)
                wake { $0.lines.append(line) }
            }
        }
        close(output)
        var information = siginfo_t()
        while waitid(P_PID, id_t(id), &information, WEXITED | WNOWAIT) < 0, errno == EINTR {}
        wake { state in
            var status: Int32 = 0
            while waitpid(id, &status, 0) < 0, errno == EINTR {}
            state.status = status
        }
    }

    private func wake(_ change: (inout State) -> Void) {
        let waiters = state.withLock { state in
            change(&state)
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }
}
