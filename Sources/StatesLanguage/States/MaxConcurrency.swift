/// A Map state's `MaxConcurrency`, or its `…Path` twin.
public enum MaxConcurrency: Sendable, Hashable {
    /// So many iterations at one time; 0 for as many as the service runs.
    case constant(Int)
    /// Read from the state's input (after `InputPath`), the context object or a variable when the state is entered.
    case path(JSONPath)
    /// With JSONata: what it gives when the state is entered.
    case expression(FieldExpression)
}
