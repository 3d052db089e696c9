internal import JSON

extension DefinitionNode {
    /// How many bytes an object or array may take to stand on one line.
    private static let lineLength = 100

    /// The node as text for people: two spaces a level, and what is short on one line.
    func text(indent: String = "") -> String {
        if let line = line(limit: Self.lineLength - indent.utf8.count) { return line }
        let inner = indent + "  "
        switch self {
        case .scalar(let value): return value.text
        case .array(let elements):
            return Self.block("[", elements.map { inner + $0.text(indent: inner) }, indent + "]")
        case .object(let members):
            let lines = members.map { inner + Self.quoted($0.key) + ": " + $0.value.text(indent: inner) }
            return Self.block("{", lines, indent + "}")
        }
    }

    /// The node on one line, or nil where it takes more bytes than these. It stops as soon as that is known, so that a
    /// long text costs time in proportion to its length.
    private func line(limit: Int) -> String? {
        guard limit > 0 else { return nil }
        let parts: [String]
        let (open, close): (String, String)
        switch self {
        case .scalar(let value): return Self.short(value.text, limit)
        case .array(let elements):
            guard let lines = Self.lines(elements.map { ("", $0) }, limit - 2) else { return nil }
            (parts, open, close) = (lines, "[", "]")
        case .object(let members):
            if members.isEmpty { return "{}" }
            guard let lines = Self.lines(members.map { (Self.quoted($0.key) + ": ", $0.value) }, limit - 4)
            else { return nil }
            (parts, open, close) = (lines, "{ ", " }")
        }
        return Self.short(open + parts.joined(separator: ", ") + close, limit)
    }

    private static func lines(_ nodes: [(prefix: String, node: DefinitionNode)], _ limit: Int) -> [String]? {
        var lines: [String] = []
        var rest = limit
        for (prefix, node) in nodes {
            guard let line = node.line(limit: rest - prefix.utf8.count) else { return nil }
            lines.append(prefix + line)
            rest -= prefix.utf8.count + line.utf8.count
        }
        return lines
    }

    private static func short(_ text: String, _ limit: Int) -> String? { text.utf8.count <= limit ? text : nil }

    private static func quoted(_ key: String) -> String { JSONValue.string(key).text }

    private static func block(_ open: String, _ lines: [String], _ close: String) -> String {
        open + "\n" + lines.joined(separator: ",\n") + "\n" + close
    }
}
