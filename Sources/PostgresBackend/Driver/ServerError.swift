/// An error that Postgres answered with. What it means is said in `EventStoreError+SQLSTATE.swift` only.
struct ServerError: Error, Hashable, Sendable {
    /// The five characters of the SQLSTATE.
    var code: String
    /// Postgres' own words; never looked at, only passed on.
    var message: String
    /// The table it is about, where it says so.
    var table: String?
    /// The constraint it is about, where it says so.
    var constraint: String?

    /// Whether the router found no partition for a row: the code of a failed check without the name of a constraint.
    var isMissingPartition: Bool { code == "23514" && constraint == nil }
}
