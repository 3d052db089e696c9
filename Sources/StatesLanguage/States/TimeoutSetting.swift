/// A task's `TimeoutSeconds` or `HeartbeatSeconds`, or the `…Path` twin.
public enum TimeoutSetting: Sendable, Hashable {
    /// A constant, 1 to `maximumSeconds`.
    case seconds(Int)
    /// Read from the state's input (after `InputPath`) or the context object when the state is entered.
    case path(JSONPath)
    /// With JSONata: what it gives when an attempt is scheduled.
    case expression(FieldExpression)

    /// The longest time-out and the longest wait the service takes, in seconds: a little over three years.
    public static let maximumSeconds = 99_999_999
}
