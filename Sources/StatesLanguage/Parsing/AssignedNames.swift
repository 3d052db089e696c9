import JSON

/// Finds variables of an inner scope that have the name of one outside: an inner scope reads the outer ones and cannot
/// hide them.
struct AssignedNames {
    let findings: Findings

    /// Checks a block and all inside it; `outer` are the variables assigned around it.
    func check(_ block: JSONObject, at location: JSONPointer, outer: Set<String>) {
        guard let states = block["States"]?.objectValue else { return }
        let place = location.appending("States")
        var own: Set<String> = []
        for (name, state) in states {
            for (fields, location) in assignments(of: state, at: place.appending(name)) {
                for key in fields.keys {
                    let variable = key.hasSuffix(".$") ? String(key.dropLast(2)) : key
                    own.insert(variable)
                    guard outer.contains(variable) else { continue }
                    findings.schema(
                        "The variable '\(variable)' is assigned in an outer scope, and an inner one cannot hide it",
                        at: location.appending(key))
                }
            }
        }
        let visible = outer.union(own)
        for (name, state) in states {
            for (inner, location) in blocks(of: state, at: place.appending(name)) {
                check(inner, at: location, outer: visible)
            }
        }
    }

    private func assignments(of state: JSONValue, at location: JSONPointer) -> [(JSONObject, JSONPointer)] {
        var found: [(JSONObject, JSONPointer)] = []
        if let assign = state["Assign"]?.objectValue { found.append((assign, location.appending("Assign"))) }
        for list in ["Choices", "Catch"] {
            for (index, rule) in (state[list]?.arrayValue ?? []).enumerated() {
                guard let assign = rule["Assign"]?.objectValue else { continue }
                found.append((assign, location.appending(list).appending(index).appending("Assign")))
            }
        }
        return found
    }

    /// The blocks that share their variables with what is around them. A distributed Map's do not.
    private func blocks(of state: JSONValue, at location: JSONPointer) -> [(JSONObject, JSONPointer)] {
        var found: [(JSONObject, JSONPointer)] = []
        for (index, branch) in (state["Branches"]?.arrayValue ?? []).enumerated() {
            guard let branch = branch.objectValue else { continue }
            found.append((branch, location.appending("Branches").appending(index)))
        }
        for key in ["ItemProcessor", "Iterator"] {
            guard let processor = state[key]?.objectValue,
                processor["ProcessorConfig"]?["Mode"]?.stringValue != "DISTRIBUTED"
            else { continue }
            found.append((processor, location.appending(key)))
        }
        return found
    }
}
