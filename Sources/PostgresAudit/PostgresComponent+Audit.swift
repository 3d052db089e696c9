public import PostgresBackend

extension PostgresComponent {
    /// The schema `audit`: SQL in the engine's words over the event log, for `PostgresEventStore.migrate`.
    ///
    /// `docs/audit.md` describes what it holds. Whoever is granted `daybook_auditor` may read it, and nothing else.
    public static let audit = PostgresComponent(
        name: "audit", schema: "audit",
        migrations: [
            PostgresMigration(number: 1, name: "how payloads are read", sql: AuditSchema.texts),
            PostgresMigration(number: 2, name: "events", sql: AuditSchema.events),
            PostgresMigration(number: 3, name: "events, folded", sql: AuditSchema.fold),
            PostgresMigration(number: 4, name: "executions", sql: AuditSchema.executions),
            PostgresMigration(number: 5, name: "visits of states", sql: AuditSchema.stateVisits),
            PostgresMigration(number: 6, name: "attempts of tasks", sql: AuditSchema.taskAttempts),
            PostgresMigration(number: 7, name: "branches and iterations", sql: AuditSchema.branches),
            PostgresMigration(number: 8, name: "notifications, definitions, signals", sql: AuditSchema.streams),
            PostgresMigration(number: 9, name: "timers and what is stuck", sql: AuditSchema.waiting),
            PostgresMigration(number: 10, name: "verification", sql: AuditSchema.verify),
            PostgresMigration(number: 11, name: "states of the past", sql: AuditSchema.stateAt),
            PostgresMigration(number: 12, name: "one execution at a time", sql: AuditSchema.oneExecution),
            PostgresMigration(number: 13, name: "privileges", sql: AuditSchema.grants),
        ])
}
