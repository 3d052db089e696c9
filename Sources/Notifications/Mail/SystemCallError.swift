#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A call into the operating system that failed.
struct SystemCallError: Error, Hashable, CustomStringConvertible {
    /// The call's name.
    let call: String
    /// What it was made on.
    let path: String
    /// Its `errno`.
    let code: Int32

    /// Whether making the call again cannot help until a person changes something.
    ///
    /// A full or a failing disk, a file system that is read-only for now or a limit on open files pass.
    var isPermanent: Bool {
        switch code {
        // Only at the making of a directory does it mean that the parent is missing; a file that was taken away comes back.
        case ENOENT: call == "mkdir"
        case ENOTDIR, EACCES, EPERM, ELOOP, ENAMETOOLONG, EISDIR, EINVAL: true
        default: false
        }
    }

    /// Call, path and the system's words.
    var description: String { "\(call) \(path): \(String(cString: strerror(code)))" }
}
