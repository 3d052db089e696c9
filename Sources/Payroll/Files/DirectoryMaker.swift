import Glibc

/// Creates directories that only their owner can look into: what is written here is personal.
package enum DirectoryMaker {
    static func create(_ path: String) throws(FileError) {
        guard mkdir(path, 0o700) == 0 else { throw FileError(path, "create the directory") }
    }

    /// Creates a directory and the parents that are missing, as others may look into them or not by the process's mask.
    ///
    /// - Throws: `FileError` with the first directory that cannot be made and the system's reason.
    package static func createWithParents(_ path: String) throws(FileError) {
        var end = path.startIndex
        while end != path.endIndex {
            let next = path[path.index(after: end)...].firstIndex(of: "/") ?? path.endIndex
            let part = String(path[..<next])
            if mkdir(part, 0o777) != 0 {
                let code = errno
                var status = stat()
                // Where it is there already, or cannot be made but is there, what matters is whether it is a directory.
                guard stat(part, &status) == 0 else { throw FileError(part, "create the directory", code: code) }
                guard status.st_mode & S_IFMT == S_IFDIR else {
                    throw FileError(part, "create the directory", code: ENOTDIR)
                }
            }
            end = next
        }
    }
}
