import EventLog
import Foundation
import Payroll

/// Finds timesheets in a folder: CSV files that nobody writes to any more.
struct FolderWatcher: Sendable {
    /// A file that is whole.
    struct File: Sendable {
        let path: String
        let content: SHA256Hash
        fileprivate let look: FileLook

        /// Its name in the folder.
        var name: String { String(path[path.index(after: path.lastIndex(of: "/") ?? path.startIndex)...]) }
    }

    /// What a look at the folder brought.
    enum Finding: Sendable {
        case file(File)
        /// Something that a person should know of: which file, or the folder itself, and what.
        case trouble(String)
    }

    private struct Sight: Sendable {
        let look: FileLook
        /// Since when it has looked like that.
        let since: ContinuousClock.Instant
        var content: SHA256Hash?
    }

    let folder: String
    private var sights: [String: Sight] = [:]
    private var known: [String: FileLook] = [:]
    private var findings: [Finding] = []
    private var troubles: [String: String] = [:]

    private static let interval = Duration.milliseconds(500)
    /// A file that has just been written to may be written to again, also by one who opens it anew each time.
    private static let quiet = Duration.seconds(2)
    /// An empty file is most likely one that is about to be filled.
    private static let quietWhileEmpty = Duration.seconds(60)

    init(folder: String) throws {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isDirectory), isDirectory.boolValue else {
            throw CommandFailure("\(folder) is not a folder")
        }
        self.folder = folder
    }

    /// What is found next; `nil` when the task is cancelled. A file comes again and again, until it is said to be known.
    mutating func next() async -> Finding? {
        while !Task.isCancelled {
            if let finding = findings.popLast() { return finding }
            await look()
            if findings.isEmpty { try? await Task.sleep(for: FolderWatcher.interval) }
        }
        return nil
    }

    /// Says that a file is dealt with for good: it is found again only when it changes.
    mutating func markKnown(_ file: File) {
        known[file.path] = file.look
        troubles[file.path] = nil
    }

    /// Remembers what went wrong with a file; whether that is news.
    mutating func isNews(_ trouble: String, of path: String) -> Bool {
        defer { troubles[path] = trouble }
        return troubles[path] != trouble
    }

    private mutating func look() async {
        let (folder, sights, known) = (folder, sights, known)
        do {
            let seen = try await BlockingWork.run { _ in try FolderWatcher.look(at: folder, after: sights, known) }
            self.sights = seen.sights
            for (path, trouble) in seen.troubles where isNews(trouble, of: path) { findings.append(.trouble(trouble)) }
            findings += seen.files.map { .file($0) }
            troubles[folder] = nil
        } catch {
            let trouble = "\(folder) cannot be read: \(ErrorLine(error))"
            if isNews(trouble, of: folder) { findings.append(.trouble(trouble)) }
        }
    }

    private struct Seen: Sendable {
        var sights: [String: Sight] = [:]
        var files: [File] = []
        var troubles: [String: String] = [:]
    }

    /// Looks at every file, and reads those that are whole and new.
    private static func look(
        at folder: String, after before: [String: Sight], _ known: [String: FileLook]
    ) throws -> Seen {
        var seen = Seen()
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted(by: >)
        where name.lowercased().hasSuffix(".csv") && !name.hasPrefix(".") {
            let path = "\(folder)/\(name)"
            guard let look = FileLook(at: path), known[path] != look else { continue }
            var sight = Sight(look: look, since: .now)
            if let last = before[path], last.look == look {
                sight = last
                do {
                    if try FolderWatcher.read(path, &sight), let content = sight.content {
                        seen.files.append(File(path: path, content: content, look: look))
                    }
                } catch {
                    seen.troubles[path] = "\(name): \(error.reason)"
                }
            }
            seen.sights[path] = sight
        }
        return seen
    }

    /// Hashes a file that is whole; false where it is not, or was not while it was read.
    private static func read(_ path: String, _ sight: inout Sight) throws(FileError) -> Bool {
        guard isWhole(path, sight) else { return false }
        guard sight.content == nil else { return true }
        var hash = ContentHash()
        var chunk: [UInt8] = []
        let reader = try FileReader(path)
        while try reader.read(into: &chunk) { hash.add(chunk) }
        guard FileLook(at: path) == sight.look else { return false }
        sight.content = hash.value
        return true
    }

    /// Whether nobody writes to it any more. Where the system cannot tell, a file has to look the same for longer: the
    /// moment of its last change may come from another machine's clock, or have been set.
    private static func isWhole(_ path: String, _ sight: Sight) -> Bool {
        let needed = sight.look.size == 0 ? quietWhileEmpty : quiet
        let watched = ContinuousClock.now - sight.since
        let age = Duration.nanoseconds(Int64(Date().timeIntervalSince1970 * 1_000_000_000) - sight.look.modified)
        // A moment that is yet to come says nothing.
        guard age >= needed || (age < .zero && watched >= needed) else { return false }
        return switch FileLook.writers(of: path) {
        case .none: true
        case .some: false
        case .unknown: watched >= quiet
        }
    }
}
