/// What a parameter of a query stands for.
public enum QueryValue: Hashable, Sendable {
    /// `NULL`.
    case null
    /// True or false.
    case bool(Bool)
    /// A number, as JSON writes it.
    case number(String)
    /// A text.
    case text(String)
}
