internal import StatesLanguage

/// An error as Retriers and Catchers see it.
public struct Failure: Hashable, Sendable {
    /// The name that is matched. A missed heartbeat is matched as `States.HeartbeatTimeout`.
    public var matched: String
    /// The name that is reported; a Fail state may have none.
    public var error: String?
    /// What happened.
    public var cause: String?

    /// A failure that is matched under the name it is reported by.
    public init(error: String?, cause: String?) {
        self.matched = error ?? ""
        self.error = error
        self.cause = cause
    }

    /// A failure that is matched under another name than it is reported by.
    public init(matched: String, error: String?, cause: String?) {
        self.matched = matched
        self.error = error
        self.cause = cause
    }
}
