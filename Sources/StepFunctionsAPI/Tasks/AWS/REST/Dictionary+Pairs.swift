extension Dictionary<String, String> {
    /// The words of a text, each a key and its value: `VersionId:versionId`.
    static func pairs(_ text: String) -> [String: String] {
        var pairs: [String: String] = [:]
        for word in text.split(whereSeparator: \.isWhitespace) {
            let parts = word.split(separator: ":").map(String.init)
            precondition(parts.count == 2 && pairs[parts[0]] == nil, "no pair, or one that is there: \(word)")
            pairs[parts[0]] = parts[1]
        }
        return pairs
    }
}
