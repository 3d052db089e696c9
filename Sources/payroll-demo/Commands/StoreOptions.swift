import ArgumentParser
import Engine
import EventLog
import Foundation
import Logging
import MemoryBackend
import SQLiteBackend

/// Where the log is, and how much is said about it.
struct StoreOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The log: sqlite:PATH, or memory for one that ends with the program.", valueName: "sqlite:PATH|memory"))
    var store: StoreLocation?

    @Flag(name: .long, help: "Write what the engine does to standard error.")
    var verbose = false

    /// Opens the log; by default `daybook.sqlite` in the output directory.
    func open(out: String, mustExist: Bool = false) async throws -> OpenStore {
        let location = store ?? .sqlite("\(out)/daybook.sqlite")
        switch location {
        case .memory: return OpenStore(store: MemoryEventStore(), sqlite: nil, path: nil)
        case .sqlite(let path):
            guard !mustExist || FileManager.default.fileExists(atPath: path) else {
                throw CommandFailure("there is no log at \(path); name it with --store sqlite:PATH")
            }
            try makeParent(of: path)
            var configuration = SQLiteConfiguration()
            configuration.hooks = Checkpoints.shared?.storeHooks
            do {
                let store = try await SQLiteEventStore.open(path: path, configuration: configuration)
                return OpenStore(store: store, sqlite: store, path: path)
            } catch {
                throw CommandFailure("\(path) cannot be opened: \(error)")
            }
        }
    }

    /// How engines and clients of this command are set up.
    var engineConfiguration: EngineConfiguration {
        var configuration = EngineConfiguration()
        configuration.queue = Queue("payroll")
        let level: Logger.Level = verbose ? .debug : .critical
        configuration.logger = Logger(label: "payroll-demo") { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
        return configuration
    }

    private func makeParent(of path: String) throws {
        let parent = path.parentDirectory
        guard !parent.isEmpty else { return }
        do {
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        } catch {
            throw CommandFailure("the directory \(parent) cannot be made: \(error.localizedDescription)")
        }
    }
}

extension String {
    /// The path without its last component; empty for a plain name.
    var parentDirectory: String {
        guard let slash = lastIndex(of: "/") else { return "" }
        return slash == startIndex ? "/" : String(self[..<slash])
    }

    /// The path from the root on.
    var absolutePath: String {
        let path = hasPrefix("/") ? self : FileManager.default.currentDirectoryPath + "/" + self
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", !parts.isEmpty { parts.removeLast() } else if part != ".." { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }
}
