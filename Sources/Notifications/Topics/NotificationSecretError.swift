/// Why a file with a secret could not be used. What stands in it is not in the error.
@nonexhaustive
public enum NotificationSecretError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file is there and holds no secret that can be read.
    case unreadable(String, reason: String)
    /// The file is not there and could not be made.
    case unwritable(String, reason: String)

    /// One line.
    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "\(path): \(reason)"
        case .unwritable(let path, let reason): "\(path) cannot be written: \(reason)"
        }
    }
}
