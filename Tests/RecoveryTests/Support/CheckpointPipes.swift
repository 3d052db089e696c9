import Glibc

/// The two named pipes over which a process says where it stands and is told to go on.
final class CheckpointPipes {
    private let path: String
    private let reader: Int32
    private let writer: Int32
    private var rest = ""

    init(path: String) throws {
        self.path = path
        guard mkfifo(path + ".out", 0o600) == 0, mkfifo(path + ".in", 0o600) == 0 else {
            throw Child.Failure(description: "mkfifo \(path): \(errno)")
        }
        // Neither blocks before the process has come; the second end of ours keeps a byte from being a broken pipe.
        reader = open(path + ".out", O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        writer = open(path + ".in", O_RDWR | O_CLOEXEC)
        guard reader >= 0, writer >= 0 else { throw Child.Failure(description: "open \(path): \(errno)") }
    }

    deinit {
        close(reader)
        close(writer)
        unlink(path + ".out")
        unlink(path + ".in")
    }

    /// What tells a process of the pipes; `only` leaves the checkpoints whose names begin so.
    func environment(only prefix: String = "") -> [String: String] {
        ["PAYROLL_DEMO_CHECKPOINTS": path, "PAYROLL_DEMO_CHECKPOINTS_AT": prefix]
    }

    /// Waits for the next checkpoint, at which the process stands still then; `nil` where it ended before.
    func next(of child: Child) throws -> String? {
        while true {
            if let end = rest.firstIndex(of: "\n") {
                defer { rest = String(rest[rest.index(after: end)...]) }
                return String(rest[..<end])
            }
            try child.waitForInput(on: reader)
            var bytes = [UInt8](repeating: 0, count: 256)
            let count = read(reader, &bytes, bytes.count)
            guard count > 0 else { return nil }
            rest += String(decoding: bytes[..<count], as: UTF8.self)
        }
    }

    /// Lets the process go on.
    func goOn() {
        var byte: UInt8 = 1
        _ = write(writer, &byte, 1)
    }

    /// Lets the process go on to its end, and returns its checkpoints.
    func runToEnd(_ child: Child) throws -> [String] {
        var names: [String] = []
        while let name = try next(of: child) {
            names.append(name)
            goOn()
        }
        return names
    }

    /// Lets the process go on from the checkpoint it stands at, and from all others.
    func goOnToEnd(_ child: Child) throws -> [String] {
        goOn()
        return try runToEnd(child)
    }
}
