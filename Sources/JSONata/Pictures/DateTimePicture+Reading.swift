internal import JSON

extension DateTimePicture {
    /// The milliseconds of a text written like this, nil for any other; throws `D3133` and `D3136`.
    ///
    /// What the picture does not have at its start comes from the run's clock.
    func milliseconds(_ text: String, _ run: Run) throws(Failure) -> Double? {
        let pattern = try pattern()
        let program: RegexProgram
        do throws(RegexFault) {
            program = try RegexProgram(pattern, flags: .ignoresCase)
        } catch {
            throw Failure("D3136")
        }
        let subject = RegexSubject(text)
        try run.allocate(text.utf8.count * 4)
        guard let match = try RegexMatcher.firstMatch(of: program, in: subject, from: 0, run) else { return nil }
        var components: [Character: Double] = [:]
        for (part, group) in zip(parts, match.groups) {
            guard case .marker(let marker) = part, let group else { continue }
            components[marker.component] = try Self.number(subject.slice(group), marker)
        }
        if components.isEmpty { return nil }
        let now = min(max(run.context.milliseconds, -Self.farthest), Self.farthest)
        return try Self.milliseconds(components, Moment(milliseconds: Int(now)))
    }

    /// One group for each part.
    private func pattern() throws(Failure) -> String {
        var pattern = "^"
        for part in parts {
            switch part {
            case .literal(let literal): pattern += "(" + Self.quoted(literal) + ")"
            case .marker(let marker): pattern += "(" + (try Self.pattern(marker)) + ")"
            }
        }
        return pattern + "$"
    }

    private static func quoted(_ literal: String) -> String {
        literal.map { "[.*+?^${}()|]\\".contains($0) ? "\\\($0)" : String($0) }.joined()
    }

    private static func pattern(_ marker: Marker) throws(Failure) -> String {
        if "Zz".contains(marker.component), let integer = marker.integer {
            let separator =
                integer.isRegular ? quoted(String(Character(integer.separators[0].character))) + "[0-9]+" : ""
            return (marker.component == "z" ? "GMT" : "") + "[-+][0-9]+" + separator
        }
        guard let integer = marker.integer else {
            guard "MxFP".contains(marker.component) else {
                throw Failure("D3133", value: .string(String(marker.component)))
            }
            return "[a-zA-Z]+"
        }
        switch integer.form {
        case .letters: return integer.letterCase == .upper ? "[A-Z]+" : "[a-z]+"
        case .roman: return integer.letterCase == .upper ? "[MDCLXVI]+" : "[mdclxvi]+"
        case .words: return "(?:" + NumberWords.values.keys.sorted().joined(separator: "|") + "|and|[\\-, ])+"
        case .decimal:
            let digits = integer.readWidth.map { "[0-9]{\($0)}" } ?? "[0-9]+"
            return digits + (integer.isOrdinal ? "(?:th|st|nd|rd)" : "")
        case .sequence: throw integer.sequenceFailure() ?? Failure("D3130")
        }
    }

    private static func number(_ text: String, _ marker: Marker) throws(Failure) -> Double? {
        if "Zz".contains(marker.component) { return zone(text, marker) }
        if let integer = marker.integer { return try integer.number(text) }
        func place(in names: [String]) -> Double? {
            names.firstIndex { marker.width.most.map($0.prefix) ?? $0[...] == text[...] }.map(Double.init)
        }
        switch marker.component {
        case "M", "x": return place(in: months).map { $0 + 1 }
        case "F": return place(in: days)
        default:
            switch text {
            case "am", "AM": return 0
            case "pm", "PM": return 1
            default: return nil
            }
        }
    }

    /// Minutes from UTC.
    private static func zone(_ text: String, _ marker: Marker) -> Double? {
        let value = marker.component == "z" ? text.dropFirst(3) : text[...]
        if let integer = marker.integer, integer.isRegular {
            let separator = Character(integer.separators[0].character)
            guard let place = value.firstIndex(of: separator), let hours = Double(value[..<place]),
                let minutes = Double(value[value.index(after: place)...])
            else { return nil }
            return hours * 60 + minutes
        }
        if value.count <= 3 { return Double(value).map { $0 * 60 } }
        guard let hours = Double(value.prefix(3)), let minutes = Double(value.dropFirst(3)) else { return nil }
        return hours * 60 + minutes
    }
}

extension DateTimePicture {
    /// Whether only these components are there, and at least one of them.
    private static func isMade(_ components: [Character: Double], of known: String, among all: String) -> Bool {
        let present = all.filter { components[$0] != nil }
        return !present.isEmpty && present.allSatisfy { known.contains($0) }
    }

    private static func milliseconds(_ given: [Character: Double], _ now: Moment) throws(Failure) -> Double? {
        let dates = "YXMxWwdD"
        let isDayOfYear = !isMade(given, of: "YMD", among: dates) && isMade(given, of: "Yd", among: dates)
        if isMade(given, of: "Xxw", among: dates) || isMade(given, of: "XW", among: dates) { throw Failure("D3136") }
        let times = "PHhmsf"
        let isTwelveHours = !isMade(given, of: "Hmsf", among: times) && isMade(given, of: "Phmsf", among: times)
        var values = try completed(
            given, (isDayOfYear ? "Yd" : "YMD") + (isTwelveHours ? "Phmsf" : "Hmsf"), now)
        if isTwelveHours {
            let hour = values["h"] ?? 0
            values["H"] = (hour == 12 ? 0 : hour) + (values["P"] == 1 ? 12 : 0)
        }
        // Far beyond what a date can be, and nothing below can overflow.
        guard values.allSatisfy({ $0.value.magnitude < ($0.key == "f" ? 1e9 : 1e6) }) else { return nil }
        func integer(_ component: Character) -> Int { Int(values[component] ?? 0) }
        var year = integer("Y")
        if (0...99).contains(year) { year += 1900 }
        let days =
            isDayOfYear
            ? CivilDate.days(year: year, month: 1, day: 1) + integer("d") - 1
            : CivilDate.days(year: year, month: max(integer("M"), 1), day: integer("D"))
        let minutes = (days * 24 + integer("H")) * 60 + integer("m") - Int(given["Z"] ?? given["z"] ?? 0)
        let milliseconds = (minutes * 60 + integer("s")) * 1000 + integer("f")
        return abs(milliseconds) <= farthest ? Double(milliseconds) : nil
    }

    /// Fills in what was not given: before the first that was from the clock, after the last with its least value.
    private static func completed(
        _ given: [Character: Double], _ order: String, _ now: Moment
    ) throws(Failure) -> [Character: Double] {
        var values = given
        var hasStarted = false
        var hasEnded = false
        for component in order {
            if values[component] != nil {
                hasStarted = true
                if hasEnded { throw Failure("D3136") }
            } else if hasStarted {
                values[component] = "MDd".contains(component) ? 1 : 0
                hasEnded = true
            } else {
                values[component] = component == "P" ? (now.hour < 12 ? 0 : 1) : Double(now.number(component) ?? 0)
            }
        }
        return values
    }
}
