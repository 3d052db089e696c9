internal import EventLog

/// One forward step of a component's schema: applied once, recorded with its checksum, never changed afterwards.
public struct PostgresMigration: Sendable {
    /// Its place in the component, from 1 without gaps.
    public let number: Int
    /// What it does, in a few words.
    public let name: String
    /// Statements, run as `daybook_owner` in one transaction.
    public let sql: String

    /// Describes a step.
    public init(number: Int, name: String, sql: String) {
        self.number = number
        self.name = name
        self.sql = sql
    }

    /// What the database records of the SQL, so that a changed migration is noticed.
    var checksum: String { SHA256Hash(of: Array(sql.utf8)).hex }
}
