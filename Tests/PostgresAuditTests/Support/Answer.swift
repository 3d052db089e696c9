import Foundation

/// The answer to a query of the documentation, as a file beside the tests: the columns' names, then a line a row.
///
/// With `DAYBOOK_REWRITE_ANSWERS=1` the tests write the answers anew; the difference is then for a person to read.
enum Answer {
    static let folder = Project.root.appending(path: "Tests/PostgresAuditTests/Answers")
    static let rewrites = ProcessInfo.processInfo.environment["DAYBOOK_REWRITE_ANSWERS"] == "1"

    static func text(columns: [String], rows: [[String?]]) -> String {
        let lines = rows.map { row in
            row.map { $0?.replacing("\n", with: "\\n") ?? "(null)" }.joined(separator: " | ")
        }
        return ([columns.joined(separator: " | ")] + lines).joined(separator: "\n") + "\n"
    }

    static func file(_ name: String) -> URL { folder.appending(path: "\(name).txt") }

    static var names: Set<String> {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return Set(files.filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(4)) })
    }
}
