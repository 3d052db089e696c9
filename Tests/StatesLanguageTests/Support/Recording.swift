import JSON

/// Compares an answer with what was recorded, in which `<name>` stands for something new each time.
enum Recording {
    /// Whether a text is the recorded one, apart from its placeholders.
    static func matches(_ text: String, _ recorded: String) -> Bool {
        var pieces: [Substring] = []
        var rest = recorded[...]
        while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
            pieces.append(rest[..<open])
            rest = rest[rest.index(after: close)...]
        }
        guard let first = pieces.first else { return text == recorded }
        guard text.hasPrefix(first), text.hasSuffix(rest) else { return false }
        return pieces.count == 1 || text.contains(pieces[1])
    }

    /// Whether an output is the recorded one: a recorded text is the output's text, anything else its value.
    static func matches(_ output: JSONText, _ recorded: JSONValue) throws -> Bool {
        if case .string(let text) = recorded { return matches(output.string, text) }
        return matches(try output.value(), recorded)
    }

    /// Whether values are the same, apart from placeholders.
    private static func matches(_ ours: JSONValue, _ recorded: JSONValue) -> Bool {
        switch (ours, recorded) {
        case (.string(let ours), .string(let recorded)): return matches(ours, recorded)
        case (_, .string(let recorded)): return recorded.hasPrefix("<") && recorded.hasSuffix(">")
        case (.array(let ours), .array(let recorded)):
            return ours.count == recorded.count && zip(ours, recorded).allSatisfy { matches($0, $1) }
        case (.object(let ours), .object(let recorded)):
            return ours.count == recorded.count
                && recorded.allSatisfy { key, value in ours[key].map { matches($0, value) } ?? false }
        default: return ours == recorded
        }
    }
}
