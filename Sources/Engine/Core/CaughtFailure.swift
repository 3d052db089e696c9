/// A failure that a Catcher took: the execution went on, and may well have ended `SUCCEEDED`.
public struct CaughtFailure: Hashable, Sendable {
    /// The state that failed.
    public var state: String
    /// The index of the Catcher.
    public var catcher: Int
    /// The error's name.
    public var error: String
    /// What happened.
    public var cause: String
    /// The state that came next.
    public var next: String
}
