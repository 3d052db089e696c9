/// A failure that a Catcher took: the execution went on, and may well have ended `SUCCEEDED`.
public struct CaughtFailure: Hashable, Sendable {
    /// The state that failed.
    public var state: String
    /// The index of the Catcher.
    public var catcher: Int
    /// The error's name; empty where a Fail state gave none.
    public var error: String
    /// What happened; empty where nothing was said.
    public var cause: String
    /// The state that came next.
    public var next: String
}
