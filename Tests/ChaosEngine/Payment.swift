/// What `pay` is asked to do.
struct Payment: Decodable, Sendable {
    /// Which payment of its execution it is.
    let payment: Int
    /// How many recorded successes of the execution it waits for with its row written and its transaction open.
    var awaits: Int?
}
