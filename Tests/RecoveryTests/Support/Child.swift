import Foundation
import Glibc

/// A process of the program, started by a test and ended by it.
///
/// All waiting blocks: use it on a thread of its own (`onThread`).
final class Child: @unchecked Sendable {
    // Unchecked, because only one thread at a time has it: it is handed from the thread that made it to the next one.

    /// How a process ended.
    enum End: Equatable {
        case exit(Int32)
        case signal(Int32)
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let processID: pid_t
    let outputPath: String
    let errorPath: String
    private let life: Int32
    private var end: End?

    /// Longer than anything takes: whoever waits as long has found a hang.
    static let patience: Int32 = 90_000

    /// Starts `path`; what it prints goes into files named after `log`.
    init(_ path: String, _ arguments: [String], environment: [String: String] = [:], log: String) throws {
        outputPath = log + ".out"
        errorPath = log + ".err"
        // One end is the child's alone: it is closed when the child ends, in whatever way.
        // A pair of sockets, because no other process can come by an end of it between two calls.
        var ends: [Int32] = [0, 0]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw Failure(description: "socketpair: \(errno)") }
        life = ends[0]
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, outputPath, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errorPath, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 3)
        // What the tests have open is not the program's: with more than a thousand files, Foundation reads beyond their list
        // when it starts a program, and that may be beyond its memory.
        for descriptor in Child.openDescriptors where descriptor > 3 {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }
        var all = ProcessInfo.processInfo.environment
        all.merge(environment) { $1 }
        var arguments: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = all.map { strdup("\($0)=\($1)") } + [nil]
        defer { (arguments + variables).forEach { free($0) } }
        var processID: pid_t = 0
        let code = posix_spawn(&processID, path, &actions, nil, &arguments, &variables)
        close(ends[1])
        guard code == 0 else {
            close(ends[0])
            throw Failure(description: "\(path) cannot be started: \(String(cString: strerror(code)))")
        }
        self.processID = processID
    }

    /// The files that this process has open.
    private static var openDescriptors: [Int32] {
        guard let directory = opendir("/proc/self/fd"), let offset = MemoryLayout<dirent>.offset(of: \.d_name) else {
            return []
        }
        defer { closedir(directory) }
        var descriptors: [Int32] = []
        // An entry is as long as its name: what is copied as a whole may end beyond the memory that there is.
        while let entry = readdir(directory) {
            let name = (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: CChar.self)
            if let descriptor = Int32(String(cString: name)) { descriptors.append(descriptor) }
        }
        return descriptors
    }

    deinit {
        if end == nil { _ = stop(with: SIGKILL) }
        close(life)
    }

    /// Sends a signal.
    func send(_ signal: Int32) {
        guard end == nil else { return }
        kill(processID, signal)
    }

    /// Sends a signal and waits for the end.
    func stop(with signal: Int32) -> End {
        send(signal)
        return reap()
    }

    /// Waits until it ends by itself; one that hangs is killed and reported.
    func wait() throws -> End {
        guard isOver(within: Self.patience) else {
            _ = stop(with: SIGKILL)
            throw Failure(description: "it hung: \(output)\(errors)")
        }
        return reap()
    }

    /// Whether it ends within so many microseconds.
    func ends(withinMicroseconds delay: Int) -> Bool {
        var polled = pollfd(fd: life, events: Int16(POLLIN), revents: 0)
        if poll(&polled, 1, Int32(delay / 1000)) > 0 { return true }
        usleep(UInt32(delay % 1000))
        return poll(&polled, 1, 0) > 0
    }

    /// Waits until it has printed `text`.
    func waitForOutput(_ text: String) throws {
        try waitForOutput(anyOf: [text])
    }

    /// Waits until it has printed one of `texts`.
    func waitForOutput(anyOf texts: [String]) throws {
        func isThere() -> Bool { texts.contains { output.contains($0) } }
        var looks = Self.patience / 5
        while !isThere() {
            // The pause is cut short by the process's end.
            if isOver(within: 5), !isThere() {
                throw Failure(description: "it ended before it printed \(texts): \(output)\(errors)")
            }
            looks -= 1
            if looks == 0 { throw Failure(description: "it hung before it printed \(texts): \(output)\(errors)") }
        }
    }

    /// Waits until it has written `text` to standard error.
    func waitForErrors(_ text: String) throws {
        var looks = Self.patience / 5
        while !errors.contains(text) {
            looks -= 1
            guard looks > 0, !isOver(within: 5) || errors.contains(text) else {
                throw Failure(description: "it did not say \(text): \(output)\(errors)")
            }
        }
    }

    /// Waits until `descriptor` can be read, or the process ends.
    func waitForInput(on descriptor: Int32) throws {
        var polled = [descriptor, life].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while poll(&polled, 2, Self.patience) <= 0 {
            guard errno == EINTR else {
                _ = stop(with: SIGKILL)
                throw Failure(description: "it hung before its next checkpoint: \(output)\(errors)")
            }
        }
    }

    var output: String { (try? String(contentsOfFile: outputPath, encoding: .utf8)) ?? "" }
    var errors: String { (try? String(contentsOfFile: errorPath, encoding: .utf8)) ?? "" }

    private func isOver(within milliseconds: Int32) -> Bool {
        var polled = pollfd(fd: life, events: Int16(POLLIN), revents: 0)
        while true {
            let count = poll(&polled, 1, milliseconds)
            if count >= 0 || errno != EINTR { return count > 0 }
        }
    }

    private func reap() -> End {
        if let end { return end }
        var status: Int32 = 0
        while waitpid(processID, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7f
        let end: End = signal == 0 ? .exit(status >> 8 & 0xff) : .signal(signal)
        self.end = end
        return end
    }
}

/// Runs blocking work on a thread of its own: the threads that tasks share are few.
func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread { continuation.resume(with: Result { try body() }) }.start()
    }
}
