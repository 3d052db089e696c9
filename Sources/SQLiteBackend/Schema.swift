internal import EventLog

/// Brings a file to the schema of this program, or says why that cannot be.
enum Schema {
    /// `Dayb`, by which `file` and SQLite tell whose a database is.
    private static let applicationID: Int64 = 0x4461_7962

    /// Applies what is missing of `migrations`, each in one transaction that checks again what another process did.
    static func migrate(
        _ connection: Connection, to migrations: [Migration] = Migration.all, now: Timestamp
    ) throws(EventStoreError) {
        try checkOwner(connection, supported: migrations.count)
        while try missing(connection, of: migrations) != nil {
            try connection.execute("BEGIN IMMEDIATE")
            do throws(EventStoreError) {
                if let migration = try missing(connection, of: migrations) {
                    try apply(migration, to: connection, now: now)
                }
                try connection.execute("COMMIT")
            } catch {
                connection.rollBack()
                throw error
            }
        }
    }

    /// Refuses a file that is not a store of exactly this program's schema; for handles that may not migrate.
    static func check(_ connection: Connection) throws(EventStoreError) {
        try checkOwner(connection, supported: Migration.all.count)
        guard let next = try missing(connection, of: Migration.all) else { return }
        throw .readOnly(reason: "migration \(next.number) (\(next.name)) is missing: open the store for writing once")
    }

    /// Refuses a file that another program or a newer one wrote; it changes nothing.
    static func checkOwner(
        _ connection: Connection, supported: Int = Migration.all.count
    ) throws(EventStoreError) {
        // One moment for all three: between two looks another process may make the store. A reader has begun already.
        let isAlone = !connection.isInTransaction
        if isAlone { try connection.execute("BEGIN") }
        defer { if isAlone { connection.rollBack() } }
        let owner = try connection.number("PRAGMA application_id") ?? 0
        let tables = try connection.number("SELECT count(*) FROM sqlite_schema") ?? 0
        guard owner == applicationID || (owner == 0 && tables == 0) else {
            throw .invalidRequest(reason: "the file is an SQLite database of another program")
        }
        let found = try connection.number("PRAGMA user_version") ?? 0
        guard found <= supported else { throw .newerSchema(found: Int(found), supported: supported) }
    }

    private static func missing(
        _ connection: Connection, of migrations: [Migration]
    ) throws(EventStoreError) -> Migration? {
        guard try connection.number("SELECT 1 FROM sqlite_schema WHERE name = 'schema_migration'") != nil else {
            return migrations.first
        }
        let rows = try connection.statement("SELECT number, name, checksum FROM schema_migration ORDER BY number")
        defer { rows.reset() }
        var applied = 0
        while try rows.step() {
            let number = Int(rows.integer(0))
            guard number <= migrations.count else { throw .newerSchema(found: number, supported: migrations.count) }
            guard number == applied + 1, migrations[applied].checksum == rows.text(2) else {
                throw .corrupted(reason: "migration \(number) (\(rows.text(1))) is not the one this program knows")
            }
            applied = number
        }
        return applied < migrations.count ? migrations[applied] : nil
    }

    private static func apply(
        _ migration: Migration, to connection: Connection, now: Timestamp
    ) throws(EventStoreError) {
        try connection.execute(
            """
            CREATE TABLE IF NOT EXISTS schema_migration (
                number     INTEGER PRIMARY KEY,
                name       TEXT    NOT NULL,
                checksum   TEXT    NOT NULL,
                applied_at INTEGER NOT NULL
            ) STRICT
            """)
        try connection.execute(migration.sql)
        let row = try connection.statement("INSERT INTO schema_migration VALUES (?, ?, ?, ?)")
        row.bind(1, Int64(migration.number))
        row.bind(2, migration.name)
        row.bind(3, migration.checksum)
        row.bind(4, now.microseconds)
        try row.run()
        try connection.execute("PRAGMA user_version = \(migration.number)")
        try connection.execute("PRAGMA application_id = \(applicationID)")
    }
}
