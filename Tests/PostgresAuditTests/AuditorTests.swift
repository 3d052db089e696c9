import Testing

/// Who is auditor, and nothing else, reads the schema `audit`, and nothing else.
@Suite struct AuditorTests {
    @Test func `an auditor reads every view and calls every function`() async throws {
        let database = try await AuditDatabase.make(PayrollBook().commits)
        let auditor = try database.auditor()
        let views = try database.views()
        #expect(views.count == 14)
        // As on a standby.
        try auditor.run("SET default_transaction_read_only = on")
        for view in views { #expect(try auditor.refusal("SELECT * FROM audit.\(view)") == nil) }
        let callable = try auditor.rows(
            """
            SELECT p.proname, has_function_privilege(p.oid, 'EXECUTE') FROM pg_proc AS p
            WHERE p.pronamespace = 'audit'::regnamespace
            """)
        #expect(callable.count > 20)
        #expect(callable.allSatisfy { $0[1] == "t" })
        #expect(try auditor.value("SELECT sum(broken) FROM audit.verify_all()") == "0")
    }

    @Test func `an auditor reads no table and changes nothing`() async throws {
        let database = try await AuditDatabase.make(PayrollBook().commits)
        let auditor = try database.auditor()
        let tables = try database.owner().column(
            "SELECT relname FROM pg_class WHERE relnamespace = 'daybook'::regnamespace AND relkind IN ('r', 'p')")
        #expect(tables.count > 7)
        for case let table? in tables {
            for statement in [
                "SELECT FROM daybook.\(table)", "DELETE FROM daybook.\(table)", "TRUNCATE daybook.\(table)",
                "INSERT INTO daybook.\(table) DEFAULT VALUES",
            ] {
                #expect(try auditor.refusal(statement) == "42501", "\(statement)")
            }
        }
        for view in try database.views() {
            #expect(try auditor.refusal("DELETE FROM audit.\(view)") != nil)
        }
        for statement in [
            "UPDATE audit.log SET payload_text = ''", "INSERT INTO audit.log (category) VALUES ('x')",
            "DELETE FROM audit.log", "CREATE TABLE audit.notes (note text)", "CREATE TABLE daybook.notes (note text)",
            "CREATE OR REPLACE FUNCTION audit.try_jsonb(document text) RETURNS jsonb LANGUAGE sql AS 'SELECT NULL::jsonb'",
            "DROP VIEW audit.log", "SET ROLE daybook_owner", "SET ROLE daybook_engine",
            "SELECT daybook.ensure_period(2602::smallint)",
        ] {
            #expect(try auditor.refusal(statement) == "42501", "\(statement)")
        }
    }

    @Test func `nobody else reads the schema`() async throws {
        let database = try await AuditDatabase.make(PayrollBook().commits)
        let session = try database.owner()
        for role in ["daybook_engine", "daybook_starter"] {
            try session.run("SET ROLE \(role)")
            #expect(try session.refusal("SELECT FROM audit.executions") == "42501")
            try session.run("RESET ROLE")
        }
    }

    /// What the auditor's own schemas hold does not change what a function means.
    @Test func `a search path does not lead a function astray`() async throws {
        let database = try await AuditDatabase.make(PayrollBook().commits)
        try database.owner().run(
            """
            CREATE SCHEMA astray;
            CREATE FUNCTION astray.sha256(bytea) RETURNS bytea LANGUAGE sql AS 'SELECT NULL::bytea';
            CREATE FUNCTION astray.strpos(text, text) RETURNS integer LANGUAGE sql AS 'SELECT 1';
            CREATE FUNCTION astray.left(text, integer) RETURNS text LANGUAGE sql AS 'SELECT NULL::text';
            CREATE FUNCTION astray.same(text, text) RETURNS boolean LANGUAGE sql AS 'SELECT false';
            CREATE FUNCTION astray.joined(text, text) RETURNS text LANGUAGE sql AS 'SELECT NULL::text';
            CREATE OPERATOR astray.= (LEFTARG = text, RIGHTARG = text, FUNCTION = astray.same);
            CREATE OPERATOR astray.|| (LEFTARG = text, RIGHTARG = text, FUNCTION = astray.joined);
            CREATE DOMAIN astray.jsonb AS integer; CREATE TABLE astray.log (category text);
            GRANT USAGE ON SCHEMA astray TO daybook_auditor
            """)
        let (auditor, led) = (try database.auditor(), try database.auditor())
        try led.run("SET search_path = astray, audit, pg_catalog")
        #expect(try led.value("SELECT NULL IS NOT DISTINCT FROM 'a' || 'b'") == "t")
        for question in [
            "SELECT category, broken FROM audit.verify_all()",
            "SELECT v FROM audit.events AS v ORDER BY execution, version",
            "SELECT v FROM audit.executions AS v ORDER BY execution",
            "SELECT v FROM audit.task_attempts AS v ORDER BY v::text",
            "SELECT v FROM audit.state_visits AS v ORDER BY v::text",
            "SELECT v FROM audit.notifications AS v ORDER BY v::text",
        ] {
            #expect(try led.rows(question) == auditor.rows(question), "\(question)")
        }
    }
}
