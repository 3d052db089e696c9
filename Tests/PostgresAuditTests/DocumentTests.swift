import Foundation
import Testing

/// `docs/audit.md` is true: each of its queries runs, as an auditor, and gives the answer that is kept beside this test.
@Suite struct DocumentTests {
    @Test func `every query of the document gives its answer`() async throws {
        let database = try await AuditDatabase.make(PayrollBook().commits)
        let auditor = try database.auditor()
        let document = try AuditDocument.load()
        #expect(document.queries.count >= 15)
        for query in document.queries {
            let (columns, rows) = try auditor.run(query.sql)
            let found = Answer.text(columns: columns, rows: rows)
            if Answer.rewrites { try found.write(to: Answer.file(query.name), atomically: true, encoding: .utf8) }
            let kept = try? String(contentsOf: Answer.file(query.name), encoding: .utf8)
            #expect(found == kept, "\(query.name)")
        }
    }

    @Test func `every query has a name of its own and an answer, and every answer a query`() throws {
        let names = try AuditDocument.load().queries.map(\.name)
        #expect(!names.contains(""))
        #expect(Set(names).count == names.count)
        #expect(Set(names) == Answer.names)
    }

    @Test func `a block without a name is found`() {
        let document = AuditDocument("text\n```sql\nSELECT 1;\n```\n```sql two\nSELECT 2;\n```\n```swift\n```\n")
        #expect(document.queries.map(\.name) == ["", "two"])
        #expect(document.queries.map(\.sql) == ["SELECT 1;", "SELECT 2;"])
    }

    /// What a view shows that the document does not name is news to nobody.
    @Test func `the document names every view, every column and every function`() async throws {
        let database = try await AuditDatabase.make([])
        let text = try String(contentsOf: Project.root.appending(path: "docs/audit.md"), encoding: .utf8)
        let columns = try database.owner().rows(
            """
            SELECT c.relname, a.attname FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
            WHERE c.relnamespace = 'audit'::regnamespace AND c.relkind = 'v' AND a.attnum > 0
            """)
        #expect(columns.count > 100)
        for row in columns {
            let (view, column) = (try #require(row[0]), try #require(row[1]))
            #expect(text.contains("`audit.\(view)`"), "\(view)")
            #expect(text.contains("`\(column)`"), "\(view).\(column)")
        }
        let functions = try database.owner().column(
            "SELECT DISTINCT proname FROM pg_proc WHERE pronamespace = 'audit'::regnamespace")
        #expect(functions.count > 20)
        for case let function? in functions {
            #expect(text.contains("`audit.\(function)`") || text.contains("`audit.\(function)("), "\(function)")
        }
    }
}
