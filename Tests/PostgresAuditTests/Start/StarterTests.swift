import Engine
import EventLog
import Testing

/// Who may start executions, and what else.
@Suite(.timeLimit(.minutes(5))) struct StarterTests {
    @Test func `a starter calls the doors, and nothing behind them`() async throws {
        try await StartScene.with { scene in
            let starter = try scene.database.starter()
            let execution = try starter.start("'m', '{}', 'n'")
            _ = try starter.start("'m', '{}'::jsonb")
            _ = try starter.stop(execution)
            let callable = try starter.column(
                """
                SELECT p.oid::regprocedure FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
                WHERE n.nspname IN ('daybook', 'audit') AND has_function_privilege(p.oid, 'EXECUTE')
                ORDER BY p.oid::regprocedure::text COLLATE "C"
                """)
            #expect(
                callable == [
                    "daybook.period_of(uuid)", "daybook.send_task_failure(text,text,text,text)",
                    "daybook.send_task_heartbeat(text,text)", "daybook.send_task_success(text,jsonb,text)",
                    "daybook.send_task_success(text,text,text)", "daybook.start_execution(text,jsonb,text,text)",
                    "daybook.start_execution(text,text,text,text)", "daybook.stop_execution(uuid,text,text,text)",
                ])
            let tables = try scene.database.owner().column(
                """
                SELECT oid::regclass FROM pg_class
                WHERE relnamespace IN ('daybook'::regnamespace, 'audit'::regnamespace) AND relkind IN ('r', 'p', 'v')
                """)
            #expect(tables.count > 15)
            for case let table? in tables {
                for statement in [
                    "SELECT FROM \(table)", "INSERT INTO \(table) DEFAULT VALUES", "DELETE FROM \(table)",
                ] {
                    #expect(try starter.refusal(statement) == "42501", "\(statement)")
                }
            }
            for statement in [
                "SELECT daybook.begin_execution('m', '{}', NULL, 'ann')", "SELECT daybook.hint('default')",
                """
                SELECT daybook.create_stream('execution', gen_random_uuid(), 0::int2, 'X', now(), gen_random_uuid(), '',
                    '', '{}', NULL, 1)
                """,
                "SELECT daybook.ensure_period(2612::int2)", "SELECT daybook.published_machine('m')",
                "SELECT daybook.owner_of_name('a', 'n', '')", "CREATE TABLE daybook.notes (note text)",
                "CREATE OR REPLACE FUNCTION daybook.hint(queue text) RETURNS void LANGUAGE sql AS ''",
                "SET ROLE daybook_owner", "SET ROLE daybook_engine",
            ] {
                #expect(try starter.refusal(statement) == "42501", "\(statement)")
            }
        }
    }

    @Test func `nobody else but an engine starts executions`() async throws {
        try await StartScene.with { scene in
            let owner = try scene.database.owner()
            for (role, state) in [
                ("eve", "42501"), ("daybook_auditor", "42501"), ("daybook_engine", nil), ("daybook_owner", nil),
            ] {
                try owner.run("SET ROLE \(role)")
                #expect(try owner.refusal("SELECT daybook.start_execution('m', '{}')") == state, "\(role)")
                try owner.run("RESET ROLE")
            }
        }
    }

    /// What a caller's own schemas hold, and how his session reads literals, does not change what is written.
    @Test func `neither a search path nor a setting nor a collation leads a start astray`() async throws {
        try await StartScene.with { scene in
            let icu = "CREATE COLLATION public.probe (provider = icu, locale = 'und')"
            if try scene.database.owner().refusal(icu) == "0A000" {
                try Test.cancel("this server was built without ICU, so there is no collation that ignores case")
            }
            try scene.database.owner().run(
                """
                CREATE SCHEMA astray;
                CREATE FUNCTION astray.sha256(bytea) RETURNS bytea LANGUAGE sql AS $$SELECT '\\x00'::bytea$$;
                CREATE FUNCTION astray.to_json(text) RETURNS json LANGUAGE sql AS $$SELECT '"stray"'::json$$;
                CREATE FUNCTION astray.clock_timestamp() RETURNS timestamptz LANGUAGE sql
                    AS $$SELECT timestamptz '2000-01-01Z'$$;
                CREATE FUNCTION astray.same(text, text) RETURNS boolean LANGUAGE sql AS $$SELECT true$$;
                CREATE FUNCTION astray.joined(text, text) RETURNS text LANGUAGE sql AS $$SELECT 'stray'$$;
                CREATE OPERATOR astray.= (LEFTARG = text, RIGHTARG = text, FUNCTION = astray.same);
                CREATE OPERATOR astray.|| (LEFTARG = text, RIGHTARG = text, FUNCTION = astray.joined);
                CREATE DOMAIN astray.json AS integer; CREATE TABLE astray.event (payload text);
                CREATE COLLATION astray.blind (provider = icu, locale = 'und-u-ks-level1', deterministic = false);
                CREATE TABLE astray.asked (machine text COLLATE astray.blind, input text COLLATE astray.blind,
                    name text COLLATE "POSIX");
                GRANT USAGE ON SCHEMA astray TO bob; GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA astray TO bob
                """)
            let led = try scene.database.starter()
            try led.run(
                """
                SET standard_conforming_strings = off; SET escape_string_warning = off;
                SET search_path = astray, daybook, pg_catalog, pg_temp;
                SET TimeZone = 'Asia/Kathmandu'; SET DateStyle = 'German'; SET IntervalStyle = 'sql_standard';
                SET bytea_output = 'escape'; SET extra_float_digits = -15;
                CREATE TEMPORARY TABLE event (payload text); CREATE TEMPORARY TABLE stream_label (name text)
                """)
            #expect(try led.value("SELECT 'a' || 'b'") == "stray")
            let execution = try led.start(#"'m', E'{"a\\u0000":1,"b":"\\\\"}', 'led', 'bob'"#)
            #expect(
                try led.refusal(#"SELECT daybook.start_execution('m', E'{"a\\u0000":1,"a\\u0000":1}')"#) == "YD010")
            #expect(try led.refusal(#"SELECT daybook.start_execution('m', E'"\\ud83d"')"#) == "YD010")
            #expect(try led.refusal(#"SELECT daybook.start_execution('m', '{}', 'a\\b')"#) == "YD013")
            _ = try led.stop(execution)
            try led.run("INSERT INTO astray.asked VALUES ('m', E'{\"a\\\\n\":[1e3]}', 'collated')")
            #expect(try led.refusal("SELECT daybook.start_execution(machine, input, name) FROM astray.asked") == nil)
            // One that ignores case does not find a machine of another name.
            #expect(
                try led.refusal("SELECT daybook.start_execution(upper(machine), input) FROM astray.asked") == "YD011")
            let auditor = try scene.database.auditor()
            #expect(try auditor.value("SELECT sum(broken) FROM audit.verify_all()") == "0")
            #expect(
                try auditor.rows("SELECT name, machine, started_by, input_text FROM audit.executions ORDER BY name")
                    == [
                        ["collated", "m", "bob", #"{"a\n":[1e3]}"#],
                        ["led", "m", "bob", #"{"a\u0000":1,"b":"\\"}"#],
                    ])
            #expect(
                try auditor.value("SELECT count(*) FROM audit.executions WHERE now() - started < interval '1 hour'")
                    == "2"
            )
        }
    }

    @Test func `the partitions of a month are made by its first start`() async throws {
        try await StartScene.with { scene in
            let owner = try scene.database.owner()
            let month = try #require(try owner.value("SELECT to_char(now() AT TIME ZONE 'UTC', 'YYMM')"))
            for parent in ["event", "stream", "stream_label"] {
                try owner.run("DROP TABLE daybook.\(parent)_\(month)")
            }
            let (first, second) = (try scene.database.starter(), try scene.database.starter())
            try first.run("BEGIN")
            _ = try first.start("'m', '{}'")
            async let other = Blocking.run { try scene.database.starter().start("'m', '{}'") }
            try first.run("COMMIT")
            let executions = try await [other, second.start("'m', '{}', 'n'")]
            try await scene.running { engine in
                for execution in executions {
                    let end = try await engine.result(of: execution)
                    #expect(end.status == .succeeded)
                }
            }
            #expect(try owner.value("SELECT count(*) FROM audit.executions WHERE period = \(month)") == "3")
        }
    }
}
