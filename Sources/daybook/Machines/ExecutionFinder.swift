import Engine
import EventLog
import Foundation

/// The execution that a person means.
struct ExecutionFinder {
    static let help =
        "The execution: its id, the beginning of it, MACHINE:NAME, or last for the newest one."

    let client: ExecutionClient

    /// - Throws: `CommandFailure` where none is meant, or more than one.
    func find(_ text: String) async throws -> StreamID {
        if text == "last" {
            let page = try await client.list(StreamQuery(category: .execution, limit: 1))
            guard let newest = page.streams.first else { throw CommandFailure("there are no executions") }
            return newest.stream
        }
        if let uuid = UUID(uuidString: text) { return StreamID(.execution, uuid) }
        if let colon = text.lastIndex(of: ":") {
            let (machine, name) = (String(text[..<colon]), String(text[text.index(after: colon)...]))
            if let named = try await client.execution(named: name, of: machine) { return named }
        }
        let matches = try await beginning(with: text.lowercased())
        switch matches.count {
        case 1: return matches[0]
        case 0: throw CommandFailure("there is no execution '\(text)'")
        default: throw CommandFailure("'\(text)' may be more than one execution: give more of the id")
        }
    }

    private func beginning(with text: String) async throws -> [StreamID] {
        var matches: [StreamID] = []
        var query = StreamQuery(category: .execution, newestFirst: true, limit: 500)
        while matches.count < 2 {
            let page = try await client.list(query)
            matches += page.streams.map(\.stream).filter { $0.uuid.text.hasPrefix(text) }
            guard let next = page.next else { break }
            query.after = next
        }
        return matches
    }
}
