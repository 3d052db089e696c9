public import PostgresBackend

extension PostgresComponent {
    /// Functions in the schema `daybook` by which SQL starts and stops executions, for `PostgresEventStore.migrate`.
    ///
    /// `docs/sql.md` describes them. Whoever is granted `daybook_starter` may call them, and do nothing else.
    public static let engine = PostgresComponent(
        name: "engine",
        migrations: [
            // Each step takes from the public what it makes: no function is open to all for a moment.
            PostgresMigration(number: 1, name: "ids", sql: EngineSchema.ids),
            PostgresMigration(number: 2, name: "texts of callers", sql: EngineSchema.texts),
            PostgresMigration(number: 3, name: "streams made by SQL", sql: EngineSchema.streams),
            PostgresMigration(number: 4, name: "starts", sql: EngineSchema.start),
            PostgresMigration(number: 5, name: "signals", sql: EngineSchema.signals),
            PostgresMigration(number: 6, name: "task tokens", sql: EngineSchema.tokens),
        ])
}
