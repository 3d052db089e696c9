internal import StatesLanguage

/// An error as Retriers and Catchers see it.
public struct Failure: Hashable, Sendable {
    /// The name that is matched. A missed heartbeat is matched as `States.HeartbeatTimeout`.
    public var matched: String
    /// The name that is reported; a Fail state may have none.
    public var error: String?
    /// What happened.
    public var cause: String?
    /// Whether the state's own Retriers and Catchers are not asked: what a Catcher evaluated failed, which it could otherwise
    /// catch for ever.
    public var isFinal = false
    /// Whether an expression of a Parallel or Map state failed, of which the history says that it failed, too.
    var isOfFork = false

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
