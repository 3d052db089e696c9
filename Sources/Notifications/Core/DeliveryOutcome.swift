/// How an attempt to deliver a message ended.
public enum DeliveryOutcome: Hashable, Sendable {
    /// The subscriber has the message: what its side said, and whether it was there from an earlier attempt.
    case delivered(answer: String?, wasThere: Bool)
    /// It does not have it; trying again may help.
    case failed(reason: String)
    /// It does not have it, and trying again cannot help until a person acts.
    case failedForGood(reason: String)
}
