internal import EventLog

/// How statements ask for the store's time: the database's clock at the beginning of their transaction, so that all
/// statements of a transaction compare with one moment.
struct StoreClock: Hashable, Sendable {
    /// The time instead of the database's; for tests, `nil` otherwise.
    var fixed: Timestamp?

    /// The time as SQL, with the fixed time as parameter `$number`.
    static func now(_ number: Int) -> String { "coalesce($\(number)::timestamptz, now())" }

    /// Adds the parameter.
    func add(to parameters: inout StatementParameters) { parameters.add(fixed) }
}
