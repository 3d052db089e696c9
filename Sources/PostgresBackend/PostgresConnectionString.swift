internal import CLibPQ
public import EventLog

/// A connection string as a person gave it, and as it may be shown.
public struct PostgresConnectionString: Sendable, CustomStringConvertible {
    /// As it was given. Never to be printed: it may hold a password.
    public let text: String
    /// What libpq understands as well, without passwords and other secrets.
    public let description: String

    /// Takes a URI or a string of keywords.
    ///
    /// - Throws: `invalidRequest` for another string, and for a URI in which a password looks like a host; without quoting it.
    public init(_ text: String) throws(EventStoreError) {
        var problem: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(text, &problem) else {
            PQfreemem(problem)
            throw .invalidRequest(reason: "the connection string is none that libpq understands")
        }
        defer { PQconninfoFree(options) }
        var shown: [String] = []
        var hasSecrets = false
        var option = options
        while let keyword = option.pointee.keyword.map({ String(cString: $0) }) {
            defer { option += 1 }
            guard let value = option.pointee.val.map({ String(cString: $0) }) else { continue }
            // A password with @ or / in it is taken for a host, a port or a database, and libpq would quote it in its error.
            let isMistaken = ["host", "dbname"].contains(keyword) && value.contains("@")
            guard !isMistaken, keyword != "port" || value.allSatisfy({ $0.isNumber || $0 == "," }) else {
                throw .invalidRequest(
                    reason: "the connection string is mistaken: in a URI, @ is written %40 and / is written %2F")
            }
            if Self.isSecret(keyword, option.pointee.dispchar.map { String(cString: $0) } ?? "") {
                hasSecrets = true
            } else {
                shown.append("\(keyword)=\(Self.quoted(value))")
            }
        }
        self.text = text
        description = hasSecrets ? (shown.isEmpty ? "dbname=''" : shown.joined(separator: " ")) : text
    }

    /// libpq marks passwords with a star; keys and secrets of newer versions it hides as options for debugging.
    private static func isSecret(_ keyword: String, _ mark: String) -> Bool {
        mark.hasPrefix("*") || ["password", "secret", "_key"].contains { keyword.hasSuffix($0) }
    }

    private static func quoted(_ value: String) -> String {
        let isPlain = !value.isEmpty && !value.contains { $0.isWhitespace || $0 == "'" || $0 == "\\" }
        guard !isPlain else { return value }
        let escaped = value.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
        return "'\(escaped)'"
    }
}
