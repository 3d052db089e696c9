internal import JSON
internal import StatesLanguage

/// Which variables each state of a definition reads: `variableReferences` of a description.
///
/// Found in the texts that are evaluated: paths, intrinsic calls, and expressions of JSONata.
struct VariableReferences {
    /// The variables by state, each once, in the order of the document.
    private(set) var states = JSONObject()
    /// That of states which do not name their own, at any depth.
    private let language: String

    init(_ definition: JSONValue) {
        language = definition["QueryLanguage"]?.stringValue ?? "JSONPath"
        add(definition)
    }

    private mutating func add(_ block: JSONValue) {
        for state in block["States"]?.objectValue ?? JSONObject() {
            let language = state.value["QueryLanguage"]?.stringValue ?? language
            var names: [String] = []
            for member in state.value.objectValue ?? JSONObject() {
                switch member.key {
                case "ItemProcessor", "Iterator": add(member.value)
                case "Branches": for branch in member.value.arrayValue ?? [] { add(branch) }
                case "Comment", "Result": break
                default: collect(member.key, member.value, language, &names)
                }
            }
            if !names.isEmpty { states[state.key] = .array(names.map { .string($0) }) }
        }
    }

    private func collect(_ key: String, _ value: JSONValue, _ language: String, _ names: inout [String]) {
        for member in value.objectValue ?? JSONObject() { collect(member.key, member.value, language, &names) }
        for element in value.arrayValue ?? [] { collect(key, element, language, &names) }
        guard let text = value.stringValue else { return }
        let isPath = key.hasSuffix(".$") || key.hasSuffix("Path") || key == "Variable"
        let found: [String]
        if language == "JSONata" {
            found = FieldExpression.variables(ofField: text)
        } else {
            found = isPath ? VariableReferences.names(in: text) : []
        }
        for name in found where !names.contains(name) { names.append(name) }
    }

    /// The names behind a `$` in paths and calls, but for what stands in quotes.
    private static func names(in text: String) -> [String] {
        var names: [String] = []
        var rest = text[...]
        var quote: Character?
        while let character = rest.popFirst() {
            if let open = quote {
                if character == "\\" { rest = rest.dropFirst() }
                if character == open { quote = nil }
            } else if character == "'" || character == "\"" {
                quote = character
            } else if character == "$" {
                // `$$` is the context object.
                guard rest.first != "$" else {
                    rest = rest.dropFirst()
                    continue
                }
                let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                rest = rest.dropFirst(name.count)
                if !name.isEmpty { names.append(String(name)) }
            }
        }
        return names
    }
}
