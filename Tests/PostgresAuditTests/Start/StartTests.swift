import Engine
import EventLog
import Foundation
import JSON
import Testing

/// `daybook.start_execution`, in a transaction of the caller's.
@Suite(.timeLimit(.minutes(5))) struct StartTests {
    @Test func `a start that is committed is run to its end`() async throws {
        try await StartScene.with { scene in
            let starter = try scene.database.starter()
            try await scene.running { engine in
                try starter.run("BEGIN")
                let execution = try starter.start(#"'m', '{"n": 1.10}', 'first'"#)
                let other = try await engine.start("m", input: "{}")
                #expect(try await engine.result(of: other.execution).status == .succeeded)
                #expect(try await scene.store.head(of: execution).head == .empty)
                try starter.run("COMMIT")
                let end = try await engine.result(of: execution)
                #expect(end.status == .succeeded)
                #expect(end.input.string == #"{"n": 1.10}"#)
                let head = try HashChain.verify(try await scene.store.readAll(execution))
                #expect(
                    try scene.database.auditor().rows(
                        "SELECT events, is_intact FROM audit.verify('\(execution.uuid.text)')") == [
                            ["\(head.version)", "t"]
                        ])
            }
            #expect(
                try scene.database.auditor().rows(
                    "SELECT name, machine, status, started_by, input_text FROM audit.executions WHERE name = 'first'")
                    == [["first", "m", "SUCCEEDED", "bob", #"{"n": 1.10}"#]])
            #expect(try scene.database.auditor().value("SELECT sum(broken) FROM audit.verify_all()") == "0")
        }
    }

    @Test func `a machine that was deleted is not started, and one that came again is`() async throws {
        try await StartScene.with { scene in
            let starter = try scene.database.starter()
            _ = try starter.start("'m', '{}'")
            let arn = EngineConfiguration().stateMachineArn("m")
            _ = try await scene.client.change(arn) { _ in ([.tagged(["k": "v"])], nil) }
            _ = try starter.start("'m', '{}'")
            _ = try await scene.client.change(arn) { _ in ([.deleted], nil) }
            #expect(try starter.refusal("SELECT daybook.start_execution('m', '{}')") == "YD011")
            try await scene.client.publish(StartScene.machine("m"))
            _ = try starter.start("'m', '{}'")
        }
    }

    @Test func `of a start that is rolled back nothing is left`() async throws {
        try await StartScene.with { scene in
            let before = try scene.indexes()
            let starter = try scene.database.starter()
            try starter.run("BEGIN")
            let execution = try starter.start("'m', '{}', 'n'")
            _ = try starter.stop(execution)
            try starter.run("SAVEPOINT s")
            _ = try starter.start("'m', '{}'")
            try starter.run("ROLLBACK TO SAVEPOINT s")
            try starter.run("ROLLBACK")
            #expect(try scene.indexes() == before)
        }
    }

    @Test func `the same name and input give the same execution, other input an error`() async throws {
        try await StartScene.with { scene in
            let starter = try scene.database.starter()
            let first = try starter.start("'m', '{}', 'n'")
            let before = try scene.indexes()
            #expect(try starter.start("'m', ' {} ', 'n'") == first)
            #expect(try starter.start("'m', '{}'::jsonb, 'n'") == first)
            #expect(try starter.refusal("SELECT daybook.start_execution('m', '{ }', 'n')") == "YD012")
            #expect(try scene.indexes() == before)
            #expect(try starter.start("'m', '{}'") != starter.start("'m', '{}'"))
            // Swift says the same of it, and of what it started itself.
            let machine = try StartScene.machine("m")
            #expect(try await scene.client.start(machine, input: "{}", name: "n").execution == first)
            await #expect {
                try await scene.client.start(machine, input: "1", name: "n")
            } throws: {
                guard case .executionAlreadyExists("n", execution: first) = $0 as? EngineError else { return false }
                return true
            }
            let other = try await scene.client.start(machine, input: #"{"a":"é"}"#, name: "o").execution
            #expect(try starter.start(#"'m', '{"a":"é"}', 'o'"#) == other)
        }
    }

    @Test(arguments: ["COMMIT", "ROLLBACK"])
    func `a second start of a name waits for the first`(_ end: String) async throws {
        try await StartScene.with { scene in
            let first = try scene.database.starter()
            try first.run("BEGIN")
            let execution = try first.start("'m', '{}', 'n'")
            async let second = Blocking.run { try scene.database.starter().start("'m', '{}', 'n'") }
            let owner = try scene.database.owner()
            try await owner.waitUntilSomebodyWaits()
            try first.run(end)
            let found = try await second
            #expect((found == execution) == (end == "COMMIT"))
            #expect(try owner.value("SELECT count(*) FROM daybook.event WHERE type = 'ExecutionStarted'") == "1")
        }
    }

    /// Whoever reads by one snapshot does not see what was committed since, and is told so.
    @Test func `a transaction with an older snapshot does not get an execution that it cannot see`() async throws {
        try await StartScene.with { scene in
            let (first, second) = (try scene.database.starter(), try scene.database.starter())
            try second.run("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1")
            _ = try first.start("'m', '{}', 'n'")
            #expect(try second.refusal("SELECT daybook.start_execution('m', '{}', 'n')") == "40001")
        }
    }

    @Test func `what is wrong has a code of its own, and leaves nothing`() async throws {
        try await StartScene.with { scene in
            let starter = try scene.database.starter()
            let before = try scene.indexes()
            for (arguments, state) in [
                ("'m', ''", "YD010"), ("'m', NULL::text", "YD010"), ("'m', NULL::jsonb", "YD010"),
                ("'m', '{\"a\":1,\"a\":2}'", "YD010"), ("'m', '\"' || repeat('x', 262143) || '\"'", "YD010"),
                ("'m', '{}', started_by => repeat('x', 32769)", "YD010"), ("'nobody', '{}'", "YD011"),
                ("NULL, '{}'", "YD011"), ("'', '{}'", "YD011"), ("'arn:m', '{}'", "YD011"), ("'m', '{}', ''", "YD013"),
                ("'m', '{}', 'a b'", "YD013"), ("'m', '{}', repeat('x', 81)", "YD013"),
            ] {
                #expect(
                    try starter.refusal("SELECT daybook.start_execution(\(arguments))") == state, "\(arguments)")
            }
            for execution in ["NULL", "'00000000-0000-7000-8000-000000000000'"] {
                #expect(try starter.refusal("SELECT daybook.stop_execution(\(execution))") == "YD014")
            }
            #expect(try scene.indexes() == before)
            #expect(try starter.start("'m', '\"' || repeat('x', 262142) || '\"'").category == .execution)
        }
    }

    @Test func `a machine is found by its name, or by its ARN where several have the name`() async throws {
        try await StartScene.with { scene in
            let starter = try scene.database.starter()
            let arn = scene.configuration.stateMachineArn("m")
            #expect(try starter.start("'m', '1', 'n'") == starter.start("'\(arn)', '1', 'n'"))
            var elsewhere = scene.configuration
            (elsewhere.region, elsewhere.queue) = ("eu-central-1", Queue("eu"))
            try await ExecutionClient(store: scene.store, configuration: elsewhere).publish(StartScene.machine("m"))
            #expect(try starter.refusal("SELECT daybook.start_execution('m', '{}')") == "YD011")
            let other = try starter.start("'\(elsewhere.stateMachineArn("m"))', '{}'")
            let owner = try scene.database.owner()
            #expect(
                try owner.value("SELECT queue FROM daybook.wake_up WHERE stream_id = '\(other.uuid.text)'") == "eu")
            // The version that was published last counts.
            elsewhere.queue = Queue("eu2")
            try await ExecutionClient(store: scene.store, configuration: elsewhere).publish(StartScene.machine("m"))
            let later = try starter.start("'\(elsewhere.stateMachineArn("m"))', '{}'")
            #expect(
                try owner.value("SELECT queue FROM daybook.wake_up WHERE stream_id = '\(later.uuid.text)'") == "eu2")
        }
    }

    @Test func `a trigger starts an execution for each of a hundred rows of one transaction`() async throws {
        try await StartScene.with { scene in
            let owner = try scene.database.owner()
            try owner.run(
                """
                CREATE TABLE timesheet (id integer PRIMARY KEY, hours jsonb NOT NULL, run uuid);
                CREATE FUNCTION pay() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    NEW.run := daybook.start_execution('m', NEW.hours, 'timesheet-' || NEW.id);
                    RETURN NEW;
                END $$;
                CREATE TRIGGER pay BEFORE INSERT ON timesheet FOR EACH ROW EXECUTE FUNCTION pay();
                GRANT INSERT, SELECT ON timesheet TO bob
                """)
            let starter = try scene.database.starter()
            try starter.run(
                """
                BEGIN;
                INSERT INTO timesheet SELECT i, jsonb_build_object('quick', i) FROM generate_series(1, 100) i;
                COMMIT
                """)
            let runs = try starter.column("SELECT run FROM timesheet ORDER BY id").compactMap { $0 }
            #expect(Set(runs).count == 100)
            try await scene.running { engine in
                for run in runs {
                    let execution = StreamID(.execution, try #require(UUID(uuidString: run)))
                    let end = try await engine.result(of: execution)
                    #expect(end.status == .succeeded)
                }
            }
            #expect(try starter.refusal("INSERT INTO timesheet VALUES (1, '{}')") == "YD012")
            #expect(try scene.database.auditor().value("SELECT sum(broken) FROM audit.verify_all()") == "0")
        }
    }
}
