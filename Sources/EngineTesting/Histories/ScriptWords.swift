internal import EventLog
internal import JSON

/// Takes a line of a history script apart.
struct ScriptWords {
    private let line: String
    private var rest: Substring

    init(_ line: String) {
        self.line = line
        self.rest = line[...].trimmingPrefix(while: \.isWhitespace)
    }

    mutating func next() -> String? {
        guard !rest.isEmpty else { return nil }
        let word = rest.prefix { !$0.isWhitespace }
        rest = rest.dropFirst(word.count).trimmingPrefix(while: \.isWhitespace)
        return String(word)
    }

    mutating func word(_ what: String) throws(ScriptError) -> String {
        guard let word = next() else { throw unreadable("\(what) is missing") }
        return word
    }

    /// The rest of the line as JSON, byte for byte.
    mutating func json() throws(ScriptError) -> JSONText {
        defer { rest = "" }
        do {
            return try JSONText(validating: String(rest))
        } catch {
            throw unreadable("JSON is missing or wrong: \(error)")
        }
    }

    /// The rest of the line as a text in quotation marks; `nil` where nothing is left.
    mutating func optionalText() throws(ScriptError) -> String? {
        guard !rest.isEmpty else { return nil }
        guard rest.count >= 2, rest.first == "\"", rest.last == "\"" else {
            throw unreadable("a text in quotation marks is missing")
        }
        defer { rest = "" }
        return String(rest.dropFirst().dropLast())
    }

    mutating func duration() throws(ScriptError) -> Duration {
        guard let duration = ScriptWords.duration(try word("a duration")) else {
            throw unreadable("a duration is a number with us, ms, s, m or h")
        }
        return duration
    }

    mutating func end() throws(ScriptError) {
        guard rest.isEmpty else { throw unreadable("'\(rest)' is too much") }
    }

    func unreadable(_ reason: String) -> ScriptError {
        ScriptError("cannot read '\(line)': \(reason)")
    }

    static func duration(_ text: String) -> Duration? {
        let digits = text.prefix { $0.isNumber }
        guard let number = Int64(digits) else { return nil }
        switch text.dropFirst(digits.count) {
        case "us": return .microseconds(number)
        case "ms": return .milliseconds(number)
        case "s": return .seconds(number)
        case "m": return .seconds(number * 60)
        case "h": return .seconds(number * 3600)
        default: return nil
        }
    }

    /// The shortest form that `duration` reads: `2s`, `1500ms`, `7us`.
    static func text(_ duration: Duration) -> String {
        let micros = duration.components.seconds * 1_000_000 + duration.components.attoseconds / 1_000_000_000_000
        if micros % 1_000_000 == 0 { return "\(micros / 1_000_000)s" }
        if micros % 1000 == 0 { return "\(micros / 1000)ms" }
        return "\(micros)us"
    }
}
