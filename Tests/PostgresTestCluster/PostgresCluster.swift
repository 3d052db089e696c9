public import Foundation

/// A private cluster of Postgres for one test process: in a temporary directory, on a Unix socket only, gone afterwards.
///
/// As root it runs as `postgres`, or `nobody` where there is no such user. A shell guards it: the guard reads from a pipe
/// whose other end only the test process holds, so in whatever way that process ends the guard sees the end of the pipe,
/// stops the server and removes the directory. Without Postgres `start` throws, so tests fail and are never skipped.
public actor PostgresCluster {
    /// Why there is no cluster.
    public struct Failure: Error, CustomStringConvertible {
        /// What went wrong.
        public let description: String
    }

    /// The cluster that the tests of a process share.
    public static let shared = PostgresCluster()

    /// Where the data and the socket are.
    public nonisolated let directory: URL
    private let settings: [String: String]
    /// The cluster that this one follows; `nil` for one of its own.
    private let primary: PostgresCluster?
    private var starting: Task<URL, any Error>?
    private var templates: [String: Task<Void, any Error>] = [:]
    private var lastDatabase = 0
    private let places = DatabasePlaces(limit: 24)
    private var guardPipe: FileHandle?

    /// A cluster that is started when it is first used.
    ///
    /// - Parameter settings: what is set otherwise than by default; tests do not wait for a disk.
    public init(settings: [String: String] = PostgresCluster.usualSettings) {
        self.init(settings: settings, primary: nil)
    }

    /// A standby of another cluster: when it is started it copies the primary and follows it until it is promoted.
    public init(standbyOf primary: PostgresCluster, settings: [String: String] = PostgresCluster.usualSettings) {
        self.init(settings: settings, primary: primary)
    }

    private init(settings: [String: String], primary: PostgresCluster?) {
        // A socket's path may have 107 bytes only.
        directory = URL(filePath: "/tmp/daybook-pg-\(UUID().uuidString.prefix(8).lowercased())")
        self.settings = settings
        self.primary = primary
    }

    /// Tests do not wait for a disk.
    public static let usualSettings = ["fsync": "off", "max_connections": "600"]

    // MARK: Databases

    /// The connection string of a database.
    public nonisolated func url(_ database: String, user: String = "postgres") -> String {
        "postgresql:///\(database)?host=\(directory.path)&user=\(user)" + (settings["port"].map { "&port=\($0)" } ?? "")
    }

    /// Makes a database of its own and returns its name: a copy of the template that `prepare` fills once.
    ///
    /// It waits while as many are in use as the server has connections for: a test run begins hundreds of tests at once.
    public func makeDatabase(
        template: String = "template1", prepare: (@Sendable (_ url: String) async throws -> Void)? = nil
    ) async throws -> String {
        lastDatabase += 1
        let name = "test_\(lastDatabase)"
        await places.take(name)
        do {
            try await create(name, template: template, prepare: prepare)
            return name
        } catch {
            await places.giveBack(name)
            throw error
        }
    }

    private func create(
        _ name: String, template: String, prepare: (@Sendable (_ url: String) async throws -> Void)?
    ) async throws {
        try await start()
        if let prepare {
            let preparation =
                templates[template]
                ?? Task {
                    try await self.execute("CREATE DATABASE \(template) TEMPLATE template0 ENCODING 'UTF8'")
                    try await prepare(self.url(template))
                }
            templates[template] = preparation
            try await preparation.value
        }
        try await execute("CREATE DATABASE \(name) TEMPLATE \(template)")
    }

    /// Removes a database with everybody who is connected to it.
    public func drop(_ database: String) async {
        _ = try? await execute("DROP DATABASE IF EXISTS \(database) WITH (FORCE)")
        await places.giveBack(database)
    }

    /// Leaves the place of a database that nobody uses for now to others.
    public func rest(_ database: String) async { await places.giveBack(database) }

    /// Takes a place for a database that was left to rest.
    public func useAgain(_ database: String) async { await places.take(database) }

    /// Runs SQL as the superuser, one statement or several, and returns the rows as text, columns separated by tabs.
    @discardableResult
    public func execute(_ sql: String, in database: String = "postgres", as user: String = "postgres") async throws
        -> [String]
    {
        let binaries = try await start()
        let output = try await run(
            binaries.appending(path: "psql"),
            ["-XAtq", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-v", "VERBOSITY=verbose", "-d", url(database, user: user)],
            input: sql)
        return output.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
    }

    // MARK: Life

    /// Starts the cluster unless it runs; returns where Postgres' programs are.
    @discardableResult
    public func start() async throws -> URL {
        let task = starting ?? Task { try await self.launch() }
        starting = task
        return try await task.value
    }

    /// Stops the server as a crash does and starts it again.
    public func crash() async throws {
        try await stopAtOnce()
        try await startAgain()
    }

    /// Stops the server as a crash does: nothing that it has begun is finished.
    public func stopAtOnce() async throws {
        let binaries = try await start()
        _ = try await runAsOwner(
            binaries.appending(path: "pg_ctl"), ["-D", data, "-m", "immediate", "-w", "stop"])
    }

    /// Starts a server that was stopped.
    public func startAgain() async throws {
        let binaries = try await start()
        _ = try await runAsOwner(binaries.appending(path: "pg_ctl"), ["-D", data, "-w", "-l", log, "start"])
    }

    /// Kills the server's processes, all of them, as the loss of its machine does. It does not start again by itself.
    public func kill() async throws {
        try await start()
        let file = try String(contentsOfFile: data + "/postmaster.pid", encoding: .utf8)
        guard let postmaster = file.split(separator: "\n").first.flatMap({ pid_t($0) }) else {
            throw Failure(description: "no server to kill")
        }
        // Its processes are groups of their own, so they are looked for before they lose their parent.
        let children = PostgresCluster.children(of: postmaster)
        for process in [postmaster] + children { _ = Foundation.kill(process, SIGKILL) }
    }

    /// Makes a standby a primary.
    public func promote() async throws {
        let binaries = try await start()
        _ = try await runAsOwner(binaries.appending(path: "pg_ctl"), ["-D", data, "-w", "promote"])
    }

    private static func children(of parent: pid_t) -> [pid_t] {
        let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return processes.compactMap { pid_t($0) }.filter { process in
            let stat = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
            // The state and the parent follow the program's name, which may hold anything but is in parentheses.
            let fields = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ")
            return fields.count > 2 && pid_t(fields[2]) == parent
        }
    }

    private var data: String { directory.appending(path: "data").path }
    private var log: String { directory.appending(path: "log").path }

    private func launch() async throws -> URL {
        let binaries = try PostgresCluster.binaries()
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
        if let owner = PostgresCluster.owner {
            _ = try await run(URL(filePath: "/bin/chown"), [owner, directory.path])
        }
        try startGuard(binaries)
        if let primary {
            try await primary.start()
            _ = try await runAsOwner(
                binaries.appending(path: "pg_basebackup"),
                [
                    "-D", data, "-d", "host=\(primary.directory.path) user=postgres application_name=standby", "-R",
                    "-X", "stream", "-c", "fast", "--no-sync",
                ])
        } else {
            _ = try await runAsOwner(
                binaries.appending(path: "initdb"),
                ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"])
        }
        var options = [
            "listen_addresses": "", "unix_socket_directories": directory.path, "log_min_messages": "warning",
        ]
        options.merge(settings) { _, new in new }
        let lines = options.map { "\($0.key) = '\($0.value)'" }.joined(separator: "\n")
        let configuration = FileHandle(forWritingAtPath: data + "/postgresql.auto.conf")
        try configuration?.seekToEnd()
        try configuration?.write(contentsOf: Data((lines + "\n").utf8))
        try configuration?.close()
        _ = try await runAsOwner(binaries.appending(path: "pg_ctl"), ["-D", data, "-w", "-l", log, "start"])
        return binaries
    }

    private func startGuard(_ binaries: URL) throws {
        var ends: [Int32] = [0, 0]
        // No other program that we start may hold the pipe open.
        guard pipe(&ends) == 0, fcntl(ends[0], F_SETFD, FD_CLOEXEC) == 0, fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0
        else {
            throw Failure(description: "no pipe for the guard")
        }
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        // In a session of its own, so that an interrupt at the terminal does not end it before its work is done.
        process.arguments = [
            "-c",
            """
            trap '' INT TERM HUP
            cat >/dev/null
            \(PostgresCluster.asOwner.joined(separator: " ")) "$1/pg_ctl" -D "$2/data" -m immediate stop >/dev/null 2>&1
            rm -rf "$2"
            """, "guard", binaries.path, directory.path,
        ]
        process.standardInput = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        guardPipe = FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
    }

    // MARK: Programs

    /// Who owns the cluster where we are root, as Postgres refuses to run as root.
    private static let owner: String? = {
        guard geteuid() == 0 else { return nil }
        return getpwnam("postgres") == nil ? "nobody" : "postgres"
    }()

    private static var asOwner: [String] {
        owner.map { ["runuser", "-u", $0, "--"] } ?? []
    }

    /// Where Postgres' programs are: `pg_config --bindir` may name a directory with the client's only.
    private static func binaries() throws -> URL {
        let debian = URL(filePath: "/usr/lib/postgresql")
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: debian.path)) ?? []
        var places = versions.compactMap { Int($0) }.sorted(by: >).map { debian.appending(path: "\($0)/bin") }
        if let path = ProcessInfo.processInfo.environment["DAYBOOK_POSTGRES"] {
            places.insert(URL(filePath: path), at: 0)
        }
        places += (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map {
            URL(filePath: String($0))
        }
        let found = places.first {
            FileManager.default.isExecutableFile(atPath: $0.appending(path: "initdb").path)
        }
        guard let found else {
            throw Failure(
                description: "there is no Postgres on this machine: install it (scripts/setup test), or name the "
                    + "directory of initdb in DAYBOOK_POSTGRES")
        }
        return found
    }

    private func runAsOwner(_ program: URL, _ arguments: [String]) async throws -> String {
        // Foundation sees the end of a program by a descriptor that the program inherits: a server that it leaves behind
        // must not inherit it.
        let closing = """
            for entry in /proc/$$/fd/*; do
                number=${entry##*/}
                if [ "$number" -gt 2 ] && [ "$number" -ne 255 ]; then eval "exec $number>&-"; fi
            done
            exec 255>&-
            exec "$@"
            """
        return try await run(
            URL(filePath: "/bin/bash"), ["-c", closing, "bash"] + PostgresCluster.asOwner + [program.path] + arguments)
    }

    private func run(_ program: URL, _ arguments: [String], input: String = "") async throws -> String {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: "/")
        // Into files: a server that a program leaves behind would keep a pipe open for ever.
        let files = FileManager.default.temporaryDirectory.appending(path: "daybook-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: files, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: files) }
        for name in ["in", "out", "err"] {
            try Data(name == "in" ? Array(input.utf8) : []).write(to: files.appending(path: name))
        }
        let ends = [
            try FileHandle(forReadingFrom: files.appending(path: "in")),
            try FileHandle(forWritingTo: files.appending(path: "out")),
            try FileHandle(forWritingTo: files.appending(path: "err")),
        ]
        // A process that has ended is kept by Foundation, with all it had.
        defer { for end in ends { try? end.close() } }
        process.standardInput = ends[0]
        process.standardOutput = ends[1]
        process.standardError = ends[2]
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        let output = try String(contentsOf: files.appending(path: "out"), encoding: .utf8)
        guard process.terminationStatus == 0 else {
            let problem = try String(contentsOf: files.appending(path: "err"), encoding: .utf8)
            throw Failure(description: "\(program.lastPathComponent): \(problem)\(output)")
        }
        return output
    }
}
