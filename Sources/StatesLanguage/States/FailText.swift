/// A Fail state's `Error` or `Cause`, or the `…Path` twin.
public enum FailText: Sendable, Hashable {
    /// A constant.
    case constant(String)
    /// Read from the state's input or the context object; must select a string.
    case path(JSONPath)
    /// An intrinsic function's value; must be a string.
    case call(IntrinsicCall)
    /// With JSONata: what it gives; must be a string.
    case expression(FieldExpression)
}
