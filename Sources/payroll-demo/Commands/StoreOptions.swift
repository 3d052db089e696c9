import ArgumentParser
import Engine
import EventLog
import Foundation
import Logging
import MemoryBackend
import Notifications
import Payroll
import PostgresBackend
import SQLiteBackend

/// Where the log is, and how much is said about it.
struct StoreOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The log: sqlite:PATH, with the mail in mail/ beside that file; or a database of Postgres, with the mail in --out: postgres://USER@HOST/DATABASE, or what else libpq understands, such as 'service=payroll'; or memory for one that ends with the program, with the mail in --out. (default: daybook.sqlite in --out)",
            valueName: "sqlite:PATH|postgres://…|memory"))
    var store: StoreLocation?

    @Flag(name: .long, help: "Write what the engine does to standard error.")
    var verbose = false

    func validate() throws {
        switch store {
        case .unknown:
            throw ValidationError(
                "--store takes sqlite:PATH, memory, postgres://USER@HOST/DATABASE, or keywords of libpq such as "
                    + "'service=payroll'")
        case .postgres(let text):
            do {
                _ = try PostgresConnectionString(text)
            } catch .invalidRequest(let reason) {
                throw ValidationError("--store: \(reason)")
            }
        default: break
        }
    }

    /// Opens the log for an engine, and makes it where there is none.
    func open(out: String) async throws -> OpenStore {
        if let log = try postgresLog() { return try await log.open(creating: true) }
        guard let path = path(out: out) else { return OpenStore(memory: MemoryEventStore()) }
        try makeParent(of: path)
        return try await open(path, readOnly: false)
    }

    /// Opens a log that is there.
    func openExisting(out: String, readOnly: Bool) async throws -> OpenStore {
        if let log = try postgresLog() { return try await log.open(creating: false) }
        guard let path = path(out: out) else {
            throw CommandFailure(
                "a log in memory ends with its program: name one with --store sqlite:PATH or postgres://…")
        }
        guard FileManager.default.fileExists(atPath: path) else {
            throw CommandFailure("there is no log at \(path); name it with --store sqlite:PATH")
        }
        return try await open(path, readOnly: readOnly)
    }

    /// How engines and clients of this command are set up.
    var engineConfiguration: EngineConfiguration {
        var configuration = EngineConfiguration()
        configuration.queue = Queue("payroll")
        // What no Catch sees: a run that somebody stopped, that ran out of time, or that the engine could not go on with.
        configuration.onEnd = NotificationRules(PayrollMachine.rules).hook
        let level: Logger.Level = verbose ? .debug : .critical
        configuration.logger = Logger(label: "payroll-demo") { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
        return configuration
    }

    /// The command that goes on with what is interrupted in this log; `nil` for a log that ends with the program.
    func resumption(out: String, mail: MailOptions? = nil) -> String? {
        command("resume", out: out).map { ($0 + (mail?.words ?? [])).map(\.quotedForShell).joined(separator: " ") }
    }

    /// The words of a command on this log; `nil` for a log that ends with the program.
    func command(_ name: String, out: String) -> [String]? {
        var words = ["payroll-demo", name]
        if out != LogOptions.defaultOut { words += ["--out", out] }
        switch store {
        case .memory, .unknown: return nil
        case .sqlite(let path): words += ["--store", "sqlite:\(path)"]
        case .postgres(let text):
            guard let connection = try? PostgresConnectionString(text) else { return nil }
            words += ["--store", connection.description]
        case nil: break
        }
        return words
    }

    private func postgresLog() throws -> PostgresLog? {
        guard case .postgres(let text) = store else { return nil }
        var configuration = PostgresConfiguration()
        configuration.logger = engineConfiguration.logger
        configuration.hooks = Checkpoints.shared?.postgresHooks
        return PostgresLog(connection: try PostgresConnectionString(text), configuration: configuration)
    }

    /// The log's file; `nil` for one that is none.
    private func path(out: String) -> String? {
        switch store {
        case .memory, .postgres, .unknown: nil
        case .sqlite(let path): path
        case nil: "\(out)/daybook.sqlite"
        }
    }

    private func open(_ path: String, readOnly: Bool) async throws -> OpenStore {
        var configuration = SQLiteConfiguration()
        configuration.hooks = Checkpoints.shared?.sqliteHooks
        do {
            let store = try await SQLiteEventStore.open(path: path, readOnly: readOnly, configuration: configuration)
            return OpenStore(store, path: path)
        } catch {
            throw CommandFailure("\(path) cannot be opened: \(error)")
        }
    }

    private func makeParent(of path: String) throws {
        let parent = path.parentDirectory
        guard !parent.isEmpty else { return }
        do {
            try DirectoryMaker.createWithParents(parent)
        } catch {
            throw CommandFailure("\(error)")
        }
    }
}
