/// How long a Wait state waits: exactly one of its four fields.
public enum WaitDuration: Sendable, Hashable {
    /// `Seconds`, 0 to 99,999,999.
    case seconds(Int)
    /// `SecondsPath`.
    case secondsPath(JSONPath)
    /// `Timestamp`.
    case timestamp(Instant)
    /// `TimestampPath`.
    case timestampPath(JSONPath)
    /// With JSONata: `Seconds`, an expression that gives them.
    case secondsExpression(FieldExpression)
    /// With JSONata: `Timestamp`, an expression that gives one as text.
    case timestampExpression(FieldExpression)
}
