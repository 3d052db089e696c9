/// How two values of one type are compared.
public enum Ordering: String, Sendable, Hashable, CaseIterable {
    /// The same.
    case equals = "Equals"
    /// The variable is less.
    case lessThan = "LessThan"
    /// The variable is greater.
    case greaterThan = "GreaterThan"
    /// The variable is less, or the same.
    case lessThanEquals = "LessThanEquals"
    /// The variable is greater, or the same.
    case greaterThanEquals = "GreaterThanEquals"

    /// Whether the outcome of a comparison, below, at or above zero, satisfies it.
    func accepts(_ outcome: Int) -> Bool {
        switch self {
        case .equals: outcome == 0
        case .lessThan: outcome < 0
        case .greaterThan: outcome > 0
        case .lessThanEquals: outcome <= 0
        case .greaterThanEquals: outcome >= 0
        }
    }
}
