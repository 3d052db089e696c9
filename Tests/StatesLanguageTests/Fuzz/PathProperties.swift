import JSON
import StatesLanguage

/// What has to hold for any text read as a path, and any document.
enum PathProperties {
    static func check(_ seed: UInt64) -> FuzzOutcome {
        var values = ValueGenerator(random: FuzzRandom(seed: seed))
        let document = values.value(depth: 4)
        var paths = PathGenerator(random: values.random)
        let text = paths.text()
        let template = try? PayloadTemplate(parsing: ["v.$": .string(text)])
        guard let path = try? JSONPath(parsing: text) else {
            return template == nil ? .refused : .broken("a template takes what is no path: \(text)")
        }
        guard let template else { return .broken("a template refuses the path \(text)") }
        if let fault = readingFault(path, text) ?? evaluationFault(path, document) { return .broken(fault) }
        return templateFault(template, path, document).map { .broken($0) } ?? .held
    }

    /// Read again, and read as its steps written out, it is the same path.
    private static func readingFault(_ path: JSONPath, _ text: String) -> String? {
        guard path.text == text, path.description == text, (try? JSONPath(parsing: path.text)) == path else {
            return "read again, the path is another one: \(text)"
        }
        let written = written(path)
        guard let again = try? JSONPath(parsing: written), again.root == path.root, again.segments == path.segments,
            again.isDefinite == path.isDefinite
        else { return "\(text) is not \(written)" }
        return nil
    }

    private static func evaluationFault(_ path: JSONPath, _ document: JSONValue) -> String? {
        let value = path.value(in: document)
        guard value?.text == path.value(in: document)?.text else { return "two values of \(path) in \(document.text)" }
        guard let value else { return nil }
        if !path.isDefinite, value.arrayValue == nil { return "no array from \(path) in \(document.text)" }
        if case .function? = path.segments.last { return nil }
        if path.isDefinite, path.segments.dropLast().allSatisfy({ !isMany($0) }),
            value.text.utf8.count > document.text.utf8.count
        {
            return "more than there is from \(path) in \(document.text)"
        }
        return nil
    }

    /// A template with the path, and a path on its own, select the same; what selects nothing is an error of the state.
    private static func templateFault(_ template: PayloadTemplate, _ path: JSONPath, _ document: JSONValue) -> String? {
        guard let context = try? ContextObject.sample() else { return "no context" }
        let outcome: Result<JSONText, StateRuntimeError> = Result { () throws(StateRuntimeError) in
            try template.text(input: JSONText(document), context: context)
        }
        guard path.root == .input else { return nil }
        switch (outcome, path.value(in: document)) {
        case (.success(let text), let value?):
            return text.string == JSONValue.object(["v": value]).text ? nil : "a template reads \(path) otherwise"
        case (.failure, nil): return nil
        default: return "a template finds \(path) in \(document.text), or the path alone does, and not both"
        }
    }

    private static func isMany(_ segment: JSONPathSegment) -> Bool {
        switch segment {
        case .member, .index: false
        default: true
        }
    }

    /// The path with all its steps in brackets.
    private static func written(_ path: JSONPath) -> String {
        let root =
            switch path.root {
            case .context: "$$"
            case .variable(let name): "$\(name)"
            default: "$"
            }
        return path.segments.reduce(into: root) { text, segment in
            switch segment {
            case .member(let name): text += "[\(quoted(name))]"
            case .members(let names): text += "[\(names.map(quoted).joined(separator: ","))]"
            // After `..` a function has no dot of its own.
            case .function where text.hasSuffix(".."): text += segment.description.dropFirst()
            default: text += segment.description
            }
        }
    }

    /// Scalar by scalar: a quote with an accent on it is a quote, too.
    private static func quoted(_ name: String) -> String {
        let escaped = name.unicodeScalars.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : "\($0)" }
        return "'\(escaped.joined())'"
    }
}
