import CPangoCairo
import FoundationEssentials
import Glibc

/// The place beside a target where its next content is prepared, under a lock that dies with its process.
///
/// What a killed process left behind is recognised by its lock being free, and removed by the next run for the same target.
enum Staging {
    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    static func prefix(for target: String) -> String {
        let name = target.lastIndex(of: "/").map { String(target[target.index(after: $0)...]) } ?? target
        return ".\(name).partial-"
    }

    static func prepareParent(of target: String) throws(FileError) {
        try DirectoryMaker.createWithParents(parent(of: target))
        removeAbandoned(beside: target)
    }

    /// Makes a temporary path of its own through `make` (mkdtemp, mkstemp), and locks it.
    static func create(
        for target: String, _ make: (UnsafeMutablePointer<CChar>) -> Int32
    ) throws(FileError) -> (path: String, lock: Int32) {
        for _ in 0..<16 {
            var template = Array("\(parent(of: target))/\(prefix(for: target))XXXXXX".utf8CString)
            let descriptor = template.withUnsafeMutableBufferPointer { make($0.baseAddress!) }
            let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
            guard descriptor >= 0 else { throw FileError(target, "create a temporary sibling") }
            // Another process may have taken it for abandoned before the lock was ours: then make another.
            var status = stat()
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0, stat(path, &status) == 0 { return (path, descriptor) }
            close(descriptor)
        }
        throw FileError(target, "create a temporary sibling", code: EBUSY)
    }

    static func syncParent(of target: String) throws(FileError) {
        let descriptor = open(parent(of: target), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(parent(of: target), "open") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw FileError(parent(of: target), "sync") }
    }

    static func remove(_ path: String) {
        try? FileManager.default.removeItem(atPath: path)
    }

    private static func removeAbandoned(beside target: String) {
        let parent = parent(of: target)
        let prefix = prefix(for: target)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        for name in names where name.hasPrefix(prefix) {
            let path = "\(parent)/\(name)"
            let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
            guard descriptor >= 0 else { continue }
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { remove(path) }
            close(descriptor)
        }
    }
}
