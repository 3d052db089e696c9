/// Why a statement in a handler's transaction gave no rows.
public struct PostgresQueryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The five characters of Postgres' code; `nil` where the server did not answer.
    public let sqlState: String?
    /// Postgres' own words.
    public let message: String

    /// Words and code.
    public var description: String { sqlState.map { "\(message) (SQLSTATE \($0))" } ?? message }
}
