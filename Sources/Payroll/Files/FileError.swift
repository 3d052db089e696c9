import Glibc

/// A file or directory that cannot be read or written, with its path and the system's reason.
public struct FileError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was in the way.
    @nonexhaustive public enum Problem: Sendable, Equatable {
        /// A system call failed with this error number.
        case system(operation: String, code: Int32)
        /// A file was expected and a directory found.
        case isDirectory
        /// Neither a file nor a directory: a pipe, a socket, a device.
        case notRegularFile
        /// The file has more bytes than the limit.
        case tooLarge(limit: Int)
        /// The content is not what an earlier task wrote there.
        case damaged
        /// Two employees' files would have the same name.
        case nameTaken
        /// A PDF could not be set, with the library's reason.
        case drawing(String)
    }

    /// The path as it was given.
    public let path: String
    /// What was in the way.
    public let problem: Problem

    init(_ path: String, _ problem: Problem) {
        self.path = path
        self.problem = problem
    }

    init(_ path: String, _ operation: String, code: Int32 = errno) {
        self.path = path
        problem = .system(operation: operation, code: code)
    }

    /// What was in the way, in words and without the path.
    public var reason: String {
        switch problem {
        case .system(let operation, let code): "cannot \(operation): \(String(cString: strerror(code)))"
        case .isDirectory: "is a directory, a file is needed"
        case .notRegularFile: "is not a regular file"
        case .tooLarge(let limit): "is larger than \(limit >> 20) MiB, the most that is read"
        case .damaged: "does not hold what an earlier task wrote there"
        case .nameTaken: "the name is taken twice"
        case .drawing(let reason): "cannot set the PDF: \(reason)"
        }
    }

    /// `path: reason`.
    public var description: String { "\(path): \(reason)" }
}
