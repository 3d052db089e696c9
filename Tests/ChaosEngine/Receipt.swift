/// What a payment saw of its execution's log.
struct Receipt: Codable, Sendable {
    /// How many successes were recorded when its row was written.
    let before: Int
    /// How many were recorded when it was done.
    let after: Int
}
