import Foundation

/// A directory of its own with a timesheet, its rates, and everything that runs on them write.
final class Scene: Sendable {
    let root: String
    let log: any LogUnderTest
    var timesheet: String { root + "/timesheet.csv" }
    var out: String { root + "/out" }
    /// The log's file, where nobody names another store.
    var store: String { out + "/daybook.sqlite" }

    /// A scene whose log is a file.
    convenience init() throws {
        try self.init { LogFile(path: $0) }
    }

    /// A scene on a store of this kind.
    ///
    /// - Parameter migrated: whether a log on Postgres has its tables already; one on SQLite never has.
    convenience init(on kind: StoreKind, migrated: Bool = true) async throws {
        switch kind {
        case .sqlite: try self.init()
        case .postgres:
            let log = try await LogDatabase(migrated: migrated)
            try self.init { _ in log }
        }
    }

    /// A scene with a log that may lie at the given path.
    init(log: (_ path: String) -> any LogUnderTest) throws {
        let url = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appending(path: "daybook-recovery-\(UUID().uuidString)")
        root = url.path
        self.log = log(url.path + "/out/daybook.sqlite")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        for name in ["timesheet.csv", "rates.json"] {
            try FileManager.default.copyItem(at: Program.examples.appending(path: name), to: url.appending(path: name))
        }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: root)
    }

    /// Starts the program.
    func start(_ arguments: [String], environment: [String: String] = [:]) throws -> Child {
        try Child(
            Program.path, arguments, environment: environment, log: root + "/log-\(UUID().uuidString)")
    }

    /// Runs the program to its end.
    func run(_ arguments: [String]) throws -> (end: Child.End, output: String, errors: String) {
        let child = try start(arguments)
        let end = try child.wait()
        return (end, child.output, child.errors)
    }

    /// A command on this scene's output directory and log.
    func command(_ words: String...) -> [String] { words + ["--out", out] + log.arguments }

    /// Named pipes of this scene.
    func pipes() throws -> CheckpointPipes {
        try CheckpointPipes(path: root + "/pipe-\(UUID().uuidString)")
    }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(filePath: "\(root)/\(name)"))
    }

    /// Every file below the output directory by its path, but the log's and the mail's.
    func files() throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: out) {
            guard !name.hasPrefix("daybook.sqlite"), name != "mail", !name.hasPrefix("mail/") else { continue }
            var isDirectory: ObjCBool = false
            let path = "\(out)/\(name)"
            _ = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
            files[name] = isDirectory.boolValue ? Data() : try Data(contentsOf: URL(filePath: path))
        }
        return files
    }

    /// The names in a folder of the mail; none where the folder is missing.
    func mails(_ folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: "\(out)/mail/\(folder)")) ?? []
    }
}
