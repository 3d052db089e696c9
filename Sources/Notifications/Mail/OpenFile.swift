#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// An open file or directory; closed when it goes.
struct OpenFile: ~Copyable {
    private let descriptor: Int32
    private let path: String

    /// Opens a file for writing, and creates it where it is missing; never follows a link.
    init(writing path: String) throws(SystemCallError) {
        try self.init(path, flags: O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    }

    /// Opens a directory.
    init(directory path: String) throws(SystemCallError) {
        try self.init(path, flags: O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }

    private init(_ path: String, flags: Int32) throws(SystemCallError) {
        self.path = path
        while true {
            let descriptor = open(path, flags, 0o600)
            if descriptor >= 0 {
                self.descriptor = descriptor
                return
            }
            guard errno == EINTR else { throw SystemCallError(call: "open", path: path, code: errno) }
        }
    }

    deinit {
        close(descriptor)
    }

    /// Takes the lock of the file that ends with its holder; returns whether nobody else has it.
    func lock() throws(SystemCallError) -> Bool {
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EWOULDBLOCK { return false }
            guard errno == EINTR else { throw SystemCallError(call: "flock", path: path, code: errno) }
        }
        return true
    }

    /// Whether the path still leads to this file.
    func isAtItsPath() throws(SystemCallError) -> Bool {
        var own = stat()
        guard fstat(descriptor, &own) == 0 else { throw SystemCallError(call: "fstat", path: path, code: errno) }
        var other = stat()
        guard lstat(path, &other) == 0 else { return false }
        return own.st_dev == other.st_dev && own.st_ino == other.st_ino
    }

    /// Makes these bytes the whole content, on the disk when it returns.
    func write(_ bytes: [UInt8]) throws(SystemCallError) {
        guard ftruncate(descriptor, 0) == 0 else {
            throw SystemCallError(call: "ftruncate", path: path, code: errno)
        }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                #if canImport(Glibc)
                    Glibc.write(descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
                #elseif canImport(Musl)
                    Musl.write(descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
                #else
                    Darwin.write(descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
                #endif
            }
            if count >= 0 {
                written += count
            } else if errno != EINTR {
                throw SystemCallError(call: "write", path: path, code: errno)
            }
        }
        try sync()
    }

    /// Waits until what was written, or the entries of a directory, are on the disk.
    func sync() throws(SystemCallError) {
        while fsync(descriptor) != 0 {
            guard errno == EINTR else { throw SystemCallError(call: "fsync", path: path, code: errno) }
        }
    }
}
