import Glibc

/// How a file looked at one moment.
struct FileLook: Equatable, Sendable {
    let size: Int
    /// When it was last written to, in nanoseconds since 1970.
    let modified: Int64
    private let inode: UInt64

    /// Whether some process has a file open for writing.
    enum Writers: Sendable {
        case none, some, unknown
    }

    /// Looks at a regular file; `nil` for everything else, links included.
    init?(at path: String) {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        size = Int(status.st_size)
        modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
        inode = UInt64(status.st_ino)
    }

    /// Asks the system for a lease to read, which it gives only where nobody writes. Other people's files and some file
    /// systems have no leases.
    static func writers(of path: String) -> Writers {
        // The numbers of fcntl(2) on Linux, which the C library shows to some programs only.
        let setLease: Int32 = 1024
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard descriptor >= 0 else { return .unknown }
        defer { close(descriptor) }
        guard fcntl(descriptor, setLease, Int32(F_RDLCK)) != 0 else {
            _ = fcntl(descriptor, setLease, Int32(F_UNLCK))
            return .none
        }
        return errno == EAGAIN ? .some : .unknown
    }
}
