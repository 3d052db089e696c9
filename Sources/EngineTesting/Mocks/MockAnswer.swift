public import JSON

/// What a task answers in place of its handler.
public struct MockAnswer: Hashable, Sendable {
    /// How it ends.
    public enum Outcome: Hashable, Sendable {
        /// It succeeds with this result.
        case returns(JSONText)
        /// It fails.
        case fails(error: String, cause: String)
    }

    /// How it ends.
    public var outcome: Outcome
    /// How long it takes until then.
    public var delay: Duration

    /// Describes an answer that comes after a time.
    public init(_ outcome: Outcome, after delay: Duration = .zero) {
        self.outcome = outcome
        self.delay = delay
    }

    /// Succeeds with a result, written as a JSON literal: `.returns(["paystubs": 12])`.
    public static func returns(_ value: JSONValue, after delay: Duration = .zero) -> MockAnswer {
        MockAnswer(.returns(JSONText(value)), after: delay)
    }

    /// Fails with an error, as `ErrorEquals` names it.
    public static func fails(_ error: String, cause: String = "", after delay: Duration = .zero) -> MockAnswer {
        MockAnswer(.fails(error: error, cause: cause), after: delay)
    }

    /// Never answers: the state's `TimeoutSeconds` or `HeartbeatSeconds`, or the execution's own, run out.
    public static let hangs = MockAnswer(.fails(error: "States.Timeout", cause: ""), after: .seconds(3_000_000_000))
}
