/// Statements around an append in somebody's transaction.
enum TransactionStatements {
    /// A lost append is undone to here, and what the handler wrote before stays.
    static let savepoint = BoundStatement("SAVEPOINT daybook_append")
    static let backToSavepoint = BoundStatement("ROLLBACK TO SAVEPOINT daybook_append")

    /// For the append and the COMMIT. An answer comes after the commit is durable, whatever the handler has set. And where the
    /// COMMIT does not come, because the engine's machine is gone, the server does not keep the append's locks for as long as
    /// it takes it to notice that by itself, which may be hours: nobody could take the execution over meanwhile.
    static func settings(patience: Duration) -> BoundStatement {
        BoundStatement(
            """
            SELECT set_config('synchronous_commit', CASE current_setting('synchronous_commit')
                    WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, true),
                set_config('idle_in_transaction_session_timeout', $1::text, true)
            """
        ) { $0.add("\(patience.wholeMicroseconds / 1000)ms") }
    }

    /// By which it is found out later what became of it.
    static let id = BoundStatement("SELECT pg_current_xact_id()::text")

    /// What became of transaction $1: `committed`, `aborted`, `in progress`; NULL where it is too long ago.
    static func status(of id: String) -> BoundStatement {
        BoundStatement("SELECT pg_xact_status($1::text::xid8)") { $0.add(id) }
    }
}
