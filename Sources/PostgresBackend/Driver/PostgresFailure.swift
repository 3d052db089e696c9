/// Why a request has no answer.
enum PostgresFailure: Error, Hashable, Sendable {
    /// Postgres refused it; nothing of its transaction was kept.
    case refused(ServerError)
    /// The connection was lost while it was under way: what became of it is not known.
    case lost(reason: String)
    /// There was no connection in time; it was never sent.
    case unreachable(reason: String)
    /// The store was shut down.
    case closed

    /// The reason in words.
    var reason: String {
        switch self {
        case .refused(let error): error.message
        case .lost(let reason), .unreachable(let reason): reason
        case .closed: "the store was closed"
        }
    }
}
