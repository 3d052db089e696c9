import Foundation

/// A directory of its own with a timesheet, its rates, and everything that runs on them write.
final class Scene: Sendable {
    let root: String
    var timesheet: String { root + "/timesheet.csv" }
    var out: String { root + "/out" }
    var store: String { out + "/daybook.sqlite" }

    init() throws {
        let url = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appending(path: "daybook-recovery-\(UUID().uuidString)")
        root = url.path
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
