/// A part of the schema `daybook` with migrations of its own: the event log, or what another module lays on top of it.
public struct PostgresComponent: Sendable {
    /// Its name in `daybook.migration`.
    public let name: String
    /// A schema of its own, made before its first step and owned by `daybook_owner`; `nil` where it has none.
    public let schema: String?
    /// All its steps in their order, numbered from 1.
    public let migrations: [PostgresMigration]

    /// Describes a component.
    public init(name: String, schema: String? = nil, migrations: [PostgresMigration]) {
        self.name = name
        self.schema = schema
        self.migrations = migrations
    }

    /// The event log itself: always the first.
    public static let eventLog = PostgresComponent(
        name: "EventLog",
        migrations: [
            PostgresMigration(
                number: 1, name: "streams, events and wake-ups",
                sql: [
                    EventLogSchema.periods, EventLogSchema.events, EventLogSchema.indexes, EventLogSchema.wakeUps,
                    EventLogSchema.guards, EventLogSchema.privileges,
                ].joined(separator: "\n"))
        ])
}
