/// Statements around an append in somebody's transaction.
enum TransactionStatements {
    /// A lost append is undone to here, and what the handler wrote before stays.
    static let savepoint = BoundStatement("SAVEPOINT daybook_append")
    static let backToSavepoint = BoundStatement("ROLLBACK TO SAVEPOINT daybook_append")

    /// An answer comes after the commit is durable, whatever the handler has set.
    static let durable = BoundStatement(
        """
        SELECT set_config('synchronous_commit', CASE current_setting('synchronous_commit')
            WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, true)
        """)

    /// By which it is found out later what became of it.
    static let id = BoundStatement("SELECT pg_current_xact_id()::text")

    /// What became of transaction $1: `committed`, `aborted`, `in progress`; NULL where it is too long ago.
    static func status(of id: String) -> BoundStatement {
        BoundStatement("SELECT pg_xact_status($1::text::xid8)") { $0.add(id) }
    }
}
