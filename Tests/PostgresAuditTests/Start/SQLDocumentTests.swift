@testable import Engine
import EventLog
import Foundation
import Testing

/// `docs/sql.md` is true: its blocks run in their order, and what they start and stop comes to its end.
@Suite(.timeLimit(.minutes(5))) struct SQLDocumentTests {
    @Test func `every block of the document runs`() async throws {
        try await StartScene.with { scene in
            try await scene.client.publish(try StartScene.machine("payroll"))
            let document = try AuditDocument.load("sql.md")
            #expect(
                document.queries.map(\.name) == [
                    "grant-starter", "start", "start-with-rows", "start-by-trigger", "send-task", "stop",
                    "what-became-of-stops",
                    "without-hints",
                ])
            let owner = try scene.database.owner()
            var starter: SQLSession?
            for query in document.queries {
                switch query.name {
                case "grant-starter":
                    try owner.run(query.sql)
                    try owner.run("GRANT CREATE ON SCHEMA public TO carol")
                    starter = try scene.database.session("carol")
                case "send-task":
                    let text = try #require(
                        try scene.database.auditor().value("SELECT min(execution::text) FROM audit.executions"))
                    let execution = StreamID(.execution, try #require(UUID(uuidString: text)))
                    let token = TaskToken(execution: execution, secret: (1, 2))
                    try #require(starter).run(query.sql.replacing(":'token'", with: "'\(token)'"))
                case "what-became-of-stops":
                    // The answers to a task, and the stop.
                    #expect(try scene.database.auditor().rows(query.sql).count == 4)
                default: try #require(starter).run(query.sql)
                }
            }
            let auditor = try scene.database.auditor()
            try await scene.running { _ in
                while try auditor.value("SELECT count(*) FROM audit.executions WHERE status = 'RUNNING'") != "0" {
                    await Task.yield()
                }
            }
            #expect(
                try auditor.rows("SELECT started_by, count(*) FROM audit.executions GROUP BY 1 ORDER BY 1")
                    == [["ann@example.com", "1"], ["carol", "11"]])
            // The stop may meet its execution before or after its end.
            #expect(try auditor.value("SELECT count(*) FROM audit.executions WHERE status = 'SUCCEEDED'") != "0")
            #expect(try auditor.value("SELECT sum(broken) FROM audit.verify_all()") == "0")
        }
    }

    @Test func `the document names every code, and no other`() throws {
        let text = try Project.text("docs/sql.md")
        let sources = try ["Start", "Signals", "Tokens", "Texts", "Streams", "Ids"].map {
            try Project.text("Sources/PostgresAudit/EngineSchema+\($0).swift")
        }
        let raised = Set(sources.flatMap { $0.matches(of: /YD0\d\d/).map { String($0.output) } })
        #expect(raised == Set(text.matches(of: /YD0\d\d/).map { String($0.output) }))
    }
}
