/// An `ErrorEquals` list: which errors a retrier or a catcher takes.
public struct ErrorMatcher: Sendable, Hashable {
    /// The names as written; never empty.
    public let names: [String]

    /// Makes a matcher from the names of `ErrorEquals`.
    public init(names: [String]) {
        self.names = names
    }

    /// Whether the list takes an error of that name.
    ///
    /// A missed heartbeat is passed as `States.HeartbeatTimeout`, whatever a history calls it.
    /// `States.Runtime` is taken by nothing, not even by its own name: so the service does it.
    public func matches(_ error: String) -> Bool {
        guard error != PredefinedError.runtime else { return false }
        return names.contains { ErrorMatcher.name($0, takes: error) }
    }

    private static func name(_ name: String, takes error: String) -> Bool {
        if name == error { return true }
        switch name {
        case PredefinedError.all: return error != PredefinedError.dataLimitExceeded
        case PredefinedError.taskFailed:
            // A missed heartbeat is a `States.Timeout`, under which histories show it.
            return error != PredefinedError.timeout && error != PredefinedError.heartbeatTimeout
        case PredefinedError.timeout:
            return error == PredefinedError.heartbeatTimeout
        default:
            return false
        }
    }
}
