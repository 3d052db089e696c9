public import JSON

/// One rule of a `Retry` field.
public struct Retrier: Sendable, Hashable {
    /// The errors it takes.
    public let errors: ErrorMatcher
    /// The delay before the first retry, in seconds, 1 to 99,999,999.
    public let intervalSeconds: Int
    /// How many retries there are, 0 to 99,999,999.
    public let maxAttempts: Int
    /// What each further delay is multiplied by, at least 1, as written.
    public let backoffRate: JSONNumber
    /// The longest delay, in seconds; nil for the service's greatest, 99,999,999.
    public let maxDelaySeconds: Int?
    /// Whether the delays are drawn by chance.
    public let jitter: JitterStrategy
    /// The rule's `Comment`.
    public let comment: String?

    /// Whether the rule takes an error of that name.
    public func matches(_ error: String) -> Bool {
        errors.matches(error)
    }
}
