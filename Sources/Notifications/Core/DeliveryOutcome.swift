/// How an attempt to deliver a message ended.
public enum DeliveryOutcome: Hashable, Sendable {
    /// The subscriber has the message: what its side said, and whether it was there from an earlier attempt.
    case delivered(answer: String?, wasThere: Bool)
    /// It does not have it; trying again may help, where its side asked for a pause not before that.
    case failed(reason: String, retryAfter: Duration? = nil)
    /// It does not have it, and trying again cannot help until a person acts.
    case failedForGood(reason: String)
}
