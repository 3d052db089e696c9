package import JSON

/// Compares an answer with what was recorded, by the rules of the recordings' README: placeholders stand for one value
/// throughout a case, JSON text is compared as JSON where it was recorded so, and paths may be left out.
package struct RecordedComparison {
    /// What the placeholders stand for, as far as they were met.
    package private(set) var values: [String: JSONValue] = [:]
    private let skipped: [RecordedPath]
    /// Members that an answer may have where the recording has none: the service gained them after it.
    private let gained: Set<String>

    package init(skipping paths: [String] = [], gained: Set<String> = []) {
        skipped = paths.compactMap(RecordedPath.init)
        self.gained = gained
    }

    /// What differs first; nil where nothing does.
    package mutating func difference(
        _ answer: JSONValue?, from expected: JSONValue?, at path: [RecordedPath.Step] = []
    ) -> String? {
        if skipped.contains(where: { $0.leads(to: path) }) { return nil }
        guard let expected else { return answer.map { "\(describe(path)) is \($0.text) for nothing" } }
        guard let answer else { return "\(describe(path)) is missing for \(expected.text)" }
        if let name = Placeholder.whole(expected) { return differs(answer, from: name, expected, at: path) }
        switch (expected, answer) {
        case (.object, .string(let text)), (.array, .string(let text)), (.number, .string(let text)),
            (.bool, .string(let text)):
            guard let value = try? JSONValue(parsing: text) else { break }
            return difference(value, from: expected, at: path)
        case (.object(let expected), .object(let answer)): return difference(answer, from: expected, at: path)
        case (.array(let expected), .array(let answer)):
            guard expected.count == answer.count else {
                return "\(describe(path)) has \(answer.count) elements for \(expected.count)"
            }
            for (index, (theirs, ours)) in zip(expected, answer).enumerated() {
                if let found = difference(ours, from: theirs, at: path + [.element(index)]) { return found }
            }
            return nil
        case (.string(let expected), .string(let answer)):
            if Placeholder.matches(answer, expected, &values) { return nil }
        default: if expected == answer { return nil }
        }
        return "\(describe(path)) is \(answer.text) for \(expected.text)"
    }

    private mutating func difference(
        _ answer: JSONObject, from expected: JSONObject, at path: [RecordedPath.Step]
    ) -> String? {
        for member in expected {
            let found = difference(answer[member.key], from: member.value, at: path + [.member(member.key)])
            if let found { return found }
        }
        for member in answer
        where expected[member.key] == nil && member.value != .null && !gained.contains(member.key) {
            if let found = difference(member.value, from: nil, at: path + [.member(member.key)]) { return found }
        }
        return nil
    }

    private mutating func differs(
        _ answer: JSONValue, from name: String, _ expected: JSONValue, at path: [RecordedPath.Step]
    ) -> String? {
        if name.hasPrefix("any:") { return nil }
        if let known = values[name] {
            return known == answer ? nil : "\(describe(path)) is \(answer.text) for \(name) = \(known.text)"
        }
        values[name] = answer
        return nil
    }

    /// The events between the beginning and the success of a Parallel state compare in any order.
    package mutating func differenceOfUnordered(_ answer: [JSONValue], from expected: [JSONValue]) -> String? {
        var rest = answer
        for event in expected {
            let place = rest.firstIndex { candidate in
                var attempt = self
                return attempt.difference(candidate, from: event) == nil
            }
            guard let place else { return "no event is \(event.text)" }
            rest.remove(at: place)
        }
        return rest.isEmpty ? nil : "\(rest.count) events too many"
    }

    /// A request with the values that the placeholders in it stand for.
    package func filled(_ request: JSONValue) -> JSONValue {
        switch request {
        case .string(let text):
            if let name = Placeholder.whole(request), let value = values[name] { return value }
            return .string(
                values.reduce(text) { $0.replacing("<\($1.key)>", with: $1.value.stringValue ?? $1.value.text) })
        case .array(let elements): return .array(elements.map(filled))
        case .object(let members):
            return .object(JSONObject(uniqueKeysWithValues: members.map { ($0.key, filled($0.value)) }))
        default: return request
        }
    }

    private func describe(_ path: [RecordedPath.Step]) -> String {
        path.reduce("$") { text, step in
            switch step {
            case .member(let name): "\(text).\(name)"
            case .element(let index): "\(text)[\(index)]"
            }
        }
    }
}
