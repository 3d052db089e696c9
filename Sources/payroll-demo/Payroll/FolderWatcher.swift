import EventLog
import Foundation

/// Finds timesheets in a folder: CSV files that have stopped growing.
struct FolderWatcher: Sendable {
    /// A file that is whole.
    struct File: Sendable {
        let path: String
        let name: String
        /// What names the content: the hash of the hashes of its parts.
        let content: SHA256Hash
    }

    private struct Look: Equatable {
        let size: Int
        let modified: Date
    }

    let folder: String
    private var looks: [String: Look] = [:]
    private var known: [String: Look] = [:]
    private var found: [File] = []
    private static let interval = Duration.milliseconds(500)

    init(folder: String) throws {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isDirectory), isDirectory.boolValue else {
            throw CommandFailure("\(folder) is not a folder")
        }
        self.folder = folder
    }

    /// The next file that is whole, each once for each content that it has; `nil` when the task is cancelled.
    mutating func nextFile() async -> File? {
        while !Task.isCancelled {
            if let file = found.popLast() { return file }
            let current = look()
            // Whole is what looks the same twice in a row.
            for (path, look) in current where looks[path] == look && known[path] != look {
                guard let content = FolderWatcher.hash(path) else { continue }
                known[path] = look
                found.append(File(path: path, name: String(path.dropFirst(folder.count + 1)), content: content))
            }
            looks = current
            if found.isEmpty { try? await Task.sleep(for: FolderWatcher.interval) }
        }
        return nil
    }

    private func look() -> [String: Look] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var looks: [String: Look] = [:]
        for name in names where name.lowercased().hasSuffix(".csv") && !name.hasPrefix(".") {
            let path = "\(folder)/\(name)"
            guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
                attributes[.type] as? FileAttributeType == .typeRegular,
                let size = attributes[.size] as? Int, let modified = attributes[.modificationDate] as? Date
            else { continue }
            looks[path] = Look(size: size, modified: modified)
        }
        return looks
    }

    /// Read in parts, so that a large file costs no memory.
    private static func hash(_ path: String) -> SHA256Hash? {
        guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? handle.close() }
        var parts: [UInt8] = []
        while let part = try? handle.read(upToCount: 1 << 20), !part.isEmpty {
            parts += SHA256Hash(of: Array(part)).bytes
        }
        return SHA256Hash(of: parts)
    }
}
