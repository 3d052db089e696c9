import Engine
import EventLog
import PostgresBackend
import Testing

/// Many who start, many who run.
@Suite(.timeLimit(.minutes(5))) struct ManyEnginesTests {
    @Test func `of two engines on two stores one runs it`() async throws {
        try await StartScene.with { scene in
            let second = try await scene.database.open()
            try await scene.running { engine in
                try await scene.running(try scene.engine(on: second)) { _ in
                    let starter = try scene.database.starter()
                    var executions: [StreamID] = []
                    for number in 1...40 { executions.append(try starter.start("'m', '{}', 'n-\(number)'")) }
                    for execution in executions {
                        let end = try await engine.result(of: execution)
                        #expect(end.status == .succeeded)
                    }
                }
            }
            await second.close()
            #expect(scene.gate.entered == 40)
            #expect(
                try scene.database.auditor().rows(
                    """
                    SELECT count(*), sum(runs), count(DISTINCT execution), bool_or(array_length(workers, 1) > 1)
                    FROM audit.task_attempts
                    """) == [["40", "40", "40", "f"]])
            #expect(try scene.database.auditor().value("SELECT sum(takeovers) FROM audit.executions") == "0")
        }
    }

    @Test func `starts of one name from SQL and from Swift at the same time give one execution`() async throws {
        try await StartScene.with { scene in
            try await scene.running { engine in
                for round in 1...20 {
                    let found = try await withThrowingTaskGroup(of: StreamID.self) { group in
                        for _ in 0..<3 {
                            group.addTask {
                                try await Blocking.run {
                                    try scene.database.starter().start(#"'m', '{"quick":1}', 'n-\#(round)'"#)
                                }
                            }
                            group.addTask {
                                try await engine.start("m", input: #"{"quick":1}"#, name: "n-\(round)").execution
                            }
                        }
                        return try await group.reduce(into: Set()) { $0.insert($1) }
                    }
                    #expect(found.count == 1)
                    #expect(try await engine.result(of: try #require(found.first)).status == .succeeded)
                }
            }
            #expect(
                try scene.database.auditor().rows("SELECT count(*), sum(takeovers) FROM audit.executions")
                    == [["20", "0"]])
        }
    }
}
