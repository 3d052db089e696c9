internal import EventLog

/// Brings the schema of a database to what this program knows, or says why that cannot be. Runs on a thread of its own.
struct Migrator {
    let connection: BlockingConnection
    let components: [PostgresComponent]

    init(_ parameters: ConnectionParameters, components: [PostgresComponent]) throws(EventStoreError) {
        connection = try BlockingConnection(parameters)
        self.components = [.eventLog] + components
        guard connection.parameter("server_encoding") == "UTF8" else {
            throw .invalidRequest(reason: "the database has another encoding than UTF8")
        }
    }

    // MARK: Looking

    /// Refuses a database of another schema than exactly this program's.
    func check() throws(EventStoreError) {
        guard try exists("to_regclass('daybook.migration')") else {
            throw .other(
                code: "3F000",
                reason: "there is no schema daybook in this database: run migrate() once, or open it migrating")
        }
        for component in components {
            guard let next = try missing(in: component).first else { continue }
            throw .other(
                code: "55000",
                reason: """
                    migration \(next.number) (\(next.name)) of \(component.name) is missing in this database: run \
                    migrate() once, or open it migrating
                    """)
        }
    }

    // MARK: Migrating

    /// Applies what is missing; of many that try at once one does it and the others find it done.
    func migrate() throws(EventStoreError) {
        try connection.execute(
            """
            SET statement_timeout = 0; SET lock_timeout = 0; SET client_min_messages = error;
            SELECT pg_advisory_lock(hashtextextended('daybook.migrate', 0))
            """, while: "waiting for another migration")
        try makeRoles()
        for schema in ["daybook"] + components.compactMap(\.schema) {
            if try exists("to_regnamespace('\(schema)')") { continue }
            try connection.execute("CREATE SCHEMA \(schema) AUTHORIZATION daybook_owner", while: "making the schema")
        }
        try becomeOwner()
        try connection.execute(
            """
            CREATE TABLE IF NOT EXISTS daybook.migration (
                component  text        NOT NULL,
                number     integer     NOT NULL,
                name       text        NOT NULL,
                checksum   text        NOT NULL,
                applied_at timestamptz NOT NULL DEFAULT now(),
                PRIMARY KEY (component, number)
            )
            """, while: "making the schema")
        for component in components {
            for migration in try missing(in: component) { try apply(migration, of: component) }
        }
        let now = try connection.run(BoundStatement("SELECT now()"), while: "making partitions")
        for period in [.permanent] + Period(try now.time(0, 0)).following(3) {
            try connection.run(PeriodStatements.ensure(period), while: "making partitions")
        }
    }

    private func makeRoles() throws(EventStoreError) {
        do throws(EventStoreError) {
            try connection.execute(Roles.creation, while: "making the roles")
        } catch .other("42501", let reason) {
            throw .other(
                code: "42501",
                reason: "\(reason). A role that may make roles has to run this once:\n\(Roles.script)")
        }
    }

    private func becomeOwner() throws(EventStoreError) {
        do throws(EventStoreError) {
            try connection.execute("SET ROLE daybook_owner", while: "becoming the owner")
        } catch {
            // Whoever made the role may give it to himself.
            try connection.execute("GRANT daybook_owner TO CURRENT_USER", while: "becoming the owner")
            try connection.execute("SET ROLE daybook_owner", while: "becoming the owner")
        }
    }

    private func apply(_ migration: PostgresMigration, of component: PostgresComponent) throws(EventStoreError) {
        let action = "applying migration \(migration.number) (\(migration.name)) of \(component.name)"
        try connection.execute("BEGIN", while: action)
        do throws(EventStoreError) {
            try connection.execute(migration.sql, while: action)
            try connection.run(
                BoundStatement("INSERT INTO daybook.migration VALUES ($1::text, $2::int4, $3::text, $4::text)") {
                    $0.add(component.name)
                    $0.add(Int32(migration.number))
                    $0.add(migration.name)
                    $0.add(migration.checksum)
                }, while: action)
            try connection.execute("COMMIT", while: action)
        } catch {
            try? connection.execute("ROLLBACK", while: action)
            throw error
        }
    }

    /// The steps that the database does not have yet.
    private func missing(in component: PostgresComponent) throws(EventStoreError) -> ArraySlice<PostgresMigration> {
        let known = component.migrations
        let rows = try connection.run(
            BoundStatement(
                "SELECT number, name, checksum FROM daybook.migration WHERE component = $1::text ORDER BY number"
            ) { $0.add(component.name) }, while: "looking at the migrations")
        for row in 0..<rows.count {
            let number = Int(try rows.int32(row, 0))
            guard number <= known.count else {
                throw .newerSchema(found: Int(try rows.int32(rows.count - 1, 0)), supported: known.count)
            }
            guard number == row + 1, known[row].checksum == rows.text(row, 2) else {
                throw .corrupted(
                    reason: """
                        migration \(number) (\(rows.text(row, 1))) of \(component.name) in the database is not the one \
                        this program knows
                        """)
            }
        }
        return known[rows.count...]
    }

    private func exists(_ expression: String) throws(EventStoreError) -> Bool {
        let reply = try connection.run(
            BoundStatement("SELECT \(expression) IS NOT NULL"), while: "looking for the schema")
        return try reply.bool(0, 0)
    }
}
