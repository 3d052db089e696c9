import JSON

/// What `<uuid:1>` and `<any:timestamp>` stand for in a recording.
enum Placeholder {
    /// The name where a whole text is one placeholder.
    static func whole(_ value: JSONValue) -> String? {
        guard case .string(let text) = value, let name = name(at: text[...]), name.count + 2 == text.count else {
            return nil
        }
        return name
    }

    /// Whether a text is the recorded one, each placeholder as short as can be and the same throughout.
    static func matches(_ text: String, _ pattern: String, _ values: inout [String: JSONValue]) -> Bool {
        guard pattern.contains("<") else { return text == pattern }
        var attempt = values
        guard matches(text[...], pattern[...], &attempt) else { return false }
        values = attempt
        return true
    }

    private static func matches(
        _ text: Substring, _ pattern: Substring, _ values: inout [String: JSONValue]
    ) -> Bool {
        var (text, pattern) = (text, pattern)
        while !pattern.isEmpty {
            if let name = name(at: pattern) {
                return matches(text, placeholder: name, pattern.dropFirst(name.count + 2), &values)
            }
            guard text.first == pattern.first else { return false }
            text = text.dropFirst()
            pattern = pattern.dropFirst()
        }
        return text.isEmpty
    }

    private static func matches(
        _ text: Substring, placeholder name: String, _ rest: Substring, _ values: inout [String: JSONValue]
    ) -> Bool {
        if let known = values[name] {
            let known = known.stringValue ?? known.text
            return text.hasPrefix(known) && matches(text.dropFirst(known.count), rest, &values)
        }
        let isAny = name.hasPrefix("any:")
        for length in (isAny ? 0 : 1)..<max(text.count + 1, 2) where length <= text.count {
            var attempt = values
            if !isAny { attempt[name] = .string(String(text.prefix(length))) }
            if matches(text.dropFirst(length), rest, &attempt) {
                values = attempt
                return true
            }
        }
        return false
    }

    /// The name of the placeholder that a text begins with.
    private static func name(at text: Substring) -> String? {
        guard text.first == "<", let end = text.firstIndex(of: ">") else { return nil }
        let name = text[text.index(after: text.startIndex)..<end]
        guard name.first?.isLetter == true,
            name.allSatisfy({ $0.isLetter || $0.isNumber || "_.:-".contains($0) })
        else { return nil }
        // A text of one definition, which stands for itself.
        return name == "omitted" ? nil : String(name)
    }
}
