/// A pattern in which `*` stands for any characters, taken apart once.
struct Wildcard: Hashable, Sendable {
    /// What stands between the stars; a single part is a text without any.
    private let parts: [String]

    init(_ pattern: String) {
        parts = pattern.split(separator: "*", omittingEmptySubsequences: false).map { String($0) }
    }

    func matches(_ text: String) -> Bool {
        guard parts.count > 1 else { return parts[0] == text }
        if parts == ["", ""] { return true }
        var rest = Substring(text)
        guard rest.hasPrefix(parts[0]) else { return false }
        rest = rest.dropFirst(parts[0].count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let found = rest.firstRange(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        return rest.hasSuffix(parts[parts.count - 1])
    }
}
