/// Statements about partitions.
enum PeriodStatements {
    /// $1 the period. Takes an advisory lock and then SHARE UPDATE EXCLUSIVE on the parents, which readers and writers do
    /// not notice.
    static func ensure(_ period: Period) -> BoundStatement {
        BoundStatement("SELECT daybook.ensure_period($1::int2)::text") { $0.add(period.number) }
    }

    /// The periods whose partitions are attached.
    static let attached = BoundStatement(
        """
        SELECT right(c.relname, 4)::int2 FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'daybook.event'::regclass AND c.relname ~ '^event_[0-9]{4}$'
        """)
}
