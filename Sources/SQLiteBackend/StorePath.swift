internal import CSQLite
internal import EventLog

/// Finds the one name of a store's file.
///
/// SQLite follows links before it names the files beside the database, and the file of the workers' locks must lie beside
/// the same one: two processes that come by different names would otherwise take each other for dead.
enum StorePath {
    /// The path without symbolic links of a file that is there or could be made.
    ///
    /// - Throws: `invalidRequest` where no file can be.
    static func resolve(_ path: String) throws(EventStoreError) -> String {
        guard !path.isEmpty, !path.hasPrefix(":"), !path.utf8.contains(0) else {
            throw .invalidRequest(reason: "\"\(path)\" is no path of a file")
        }
        var place = path
        // The kernel follows as many links before it takes them for a circle.
        for _ in 0..<40 {
            if let found = real(place) { return found }
            let code = daybook_errno()
            guard let target = target(of: place) else { return try resolveMissing(place, code) }
            // A link to a file that is yet to be made.
            place = target.hasPrefix("/") ? target : parent(of: place) + target
        }
        throw .invalidRequest(reason: "\(path) is a link that leads to no file")
    }

    /// Refuses a file with several names: SQLite's own log would lie beside one of them only.
    static func refuseHardLinks(_ path: String) throws(EventStoreError) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_nlink > 1 else { return }
        throw .invalidRequest(
            reason: "\(path) has \(status.st_nlink) names (hard links), and a store must have one: remove the others")
    }

    /// The directory that holds a path without links.
    static func directory(of path: String) -> String {
        let parent = parent(of: path)
        return parent == "/" ? parent : String(parent.dropLast())
    }

    private static func resolveMissing(_ path: String, _ code: Int32) throws(EventStoreError) -> String {
        let parent = parent(of: path)
        guard let directory = real(parent) else {
            throw .invalidRequest(reason: "cannot make \(path): there is no directory \(parent)")
        }
        let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        guard code == ENOENT else {
            throw .invalidRequest(reason: "cannot find \(path): \(String(cString: strerror(code)))")
        }
        return directory == "/" ? "/\(name)" : "\(directory)/\(name)"
    }

    private static func real(_ path: String) -> String? {
        guard let found = realpath(path, nil) else { return nil }
        defer { free(found) }
        return String(cString: found)
    }

    /// What a symbolic link says; `nil` for anything else.
    private static func target(of path: String) -> String? {
        // The longest path that the kernel takes.
        var bytes = [CChar](repeating: 0, count: 4096)
        let length = readlink(path, &bytes, bytes.count)
        guard length > 0 else { return nil }
        return String(decoding: bytes[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The directory of a path, with the `/` at its end.
    private static func parent(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
    }
}
