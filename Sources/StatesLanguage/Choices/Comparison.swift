public import JSON

/// One comparison of a rule: a `Variable` and what is asked of it.
public struct Comparison: Sendable, Hashable {
    /// What is asked: the language's 39 comparison fields, the `…Path` twins folded into their operands.
    public enum Test: Sendable, Hashable {
        /// `StringEquals` and its like; texts are ordered by their UTF-16 code units, as Java's are.
        case string(Ordering, Operand<String>)
        /// `NumericEquals` and its like; compared by exact value.
        case numeric(Ordering, Operand<JSONNumber>)
        /// `TimestampEquals` and its like; compared as instants.
        case timestamp(Ordering, Operand<Instant>)
        /// `BooleanEquals`.
        case booleanEquals(Operand<Bool>)
        /// `StringMatches`.
        case stringMatches(WildcardPattern)
        /// `IsNull`; as all that follow, with the answer that is wanted.
        case isNull(Bool)
        /// `IsPresent`.
        case isPresent(Bool)
        /// `IsNumeric`.
        case isNumeric(Bool)
        /// `IsString`.
        case isString(Bool)
        /// `IsBoolean`.
        case isBoolean(Bool)
        /// `IsTimestamp`: a string that is a timestamp.
        case isTimestamp(Bool)
    }

    /// The path of what is looked at.
    public let variable: JSONPath
    /// What is asked of it.
    public let test: Test
}
