import JSON

/// Reads one state.
struct StateReader {
    let findings: Findings
    let machineLanguage: QueryLanguage
    var type: StateMachineType
    /// The names of all states read so far, at any depth.
    let names: StateNames

    /// The state; nil where something was reported. What is known of its transitions goes to the graph either way.
    func state(
        named name: String,
        _ value: JSONValue,
        at location: JSONPointer,
        _ graph: inout TransitionGraph
    ) -> State? {
        guard let fields = Fields(value, at: location, findings) else { return nil }
        addTransitions(of: name, fields, &graph)
        fields.require("Type")
        guard fields.has("Type"), let kind = fields.choice("Type", default: StateKind.pass) else { return nil }
        guard let language = language(fields) else { return nil }
        refuseForeignFields(kind, fields, language)
        if language == .jsonata { return jsonata(kind, name, fields) }
        switch kind {
        case .task: return task(name, fields)
        case .pass: return pass(name, fields)
        case .choice: return choice(name, fields)
        case .wait: return wait(name, fields)
        case .succeed: return succeed(name, fields)
        case .fail: return fail(name, fields)
        case .parallel: return parallel(name, fields)
        case .map: return map(name, fields)
        }
    }

    /// The language of the state's fields; nil where reported.
    private func language(_ fields: Fields) -> QueryLanguage? {
        guard let language = fields.choice("QueryLanguage", default: machineLanguage) else { return nil }
        guard machineLanguage == .jsonata, language == .jsonPath else { return language }
        findings.schema(
            "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine", at: fields.location)
        return nil
    }

    private func refuseForeignFields(_ kind: StateKind, _ fields: Fields, _ language: QueryLanguage) {
        for key in fields.object.keys {
            switch StateFieldTable.verdict(on: key, in: kind, language) {
            case .known:
                continue
            case .otherLanguage:
                findings.foreignField(key, language: language, at: fields.location, mark: fields.place(key))
            case .unknown:
                findings.schema(
                    "The field '\(key)' is not supported in a \(kind.rawValue) state", at: fields.place(key))
            }
        }
    }

    /// Whatever of the state can lead somewhere, also where the rest of it is wrong or not supported yet, so that one
    /// fault is not reported as several.
    private func addTransitions(of name: String, _ fields: Fields, _ graph: inout TransitionGraph) {
        func add(_ value: JSONValue?, _ field: String, at location: JSONPointer) {
            if case .string(let target)? = value { graph.add(field, to: target, from: name, at: location) }
        }
        for list in ["Choices", "Catch"] {
            for (index, rule) in (fields.object[list]?.arrayValue ?? []).enumerated() {
                add(rule["Next"], "Next", at: fields.place(list).appending(index).appending("Next"))
            }
        }
        add(fields.object["Next"], "Next", at: fields.place("Next"))
        add(fields.object["Default"], "Default", at: fields.place("Default"))
        let kind = fields.object["Type"]?.stringValue.flatMap(StateKind.init(rawValue:))
        let isEnd = kind == nil || kind == .succeed || kind == .fail || fields.object["End"]?.boolValue == true
        if isEnd { graph.addEnd() }
    }

    /// `Next` or `End`; nil where reported. `"End": false` counts as absent.
    func transition(_ fields: Fields) -> Transition? {
        let next = fields.string("Next")
        let end = fields.boolean("End")
        if fields.has("Next"), end == true {
            findings.schema("Only one of the fields [Next, End] can be given", at: fields.place("End"))
            return nil
        }
        if !fields.has("Next"), end == false || !fields.has("End") {
            findings.schema("One of these fields is required: [Next, End]", at: fields.location)
            return nil
        }
        return next.map { .next($0) } ?? (end == true ? .end : nil)
    }
}
