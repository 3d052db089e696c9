import Foundation

/// The queries of a page of `docs`, each a fenced block ```` ```sql name ````.
struct AuditDocument {
    struct Query: Sendable, CustomStringConvertible {
        let name: String
        let sql: String

        var description: String { name }
    }

    let queries: [Query]

    init(_ text: String) {
        var queries: [Query] = []
        var block: (name: String, lines: [String])?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if let open = block {
                if line == "```" {
                    queries.append(Query(name: open.name, sql: open.lines.joined(separator: "\n")))
                    block = nil
                } else {
                    block?.lines.append(String(line))
                }
            } else if line.hasPrefix("```sql") {
                block = (line.dropFirst("```sql".count).trimmingCharacters(in: .whitespaces), [])
            }
        }
        self.queries = queries
    }

    static func load(_ name: String = "audit.md") throws -> AuditDocument {
        AuditDocument(try Project.text("docs/\(name)"))
    }
}
