import JSON

/// The transitions of a machine as they are read, to check their targets when all states are known.
struct TransitionGraph {
    struct Edge {
        let target: String
        /// The field that names the target.
        let field: String
        let location: JSONPointer
    }

    private(set) var edges: [String: [Edge]] = [:]
    private(set) var hasEnd = false

    mutating func add(_ field: String, to target: String, from state: String, at location: JSONPointer) {
        edges[state, default: []].append(Edge(target: target, field: field, location: location))
    }

    mutating func addEnd() {
        hasEnd = true
    }

    /// Reports targets that are no states, a machine without an end, and states to which nothing leads.
    func check(names: [String], start: Edge?, in states: JSONPointer, _ findings: Findings) {
        let known = Set(names)
        var reached: Set<String> = []
        var waiting: [String] = []
        for edge in [start].compactMap(\.self) + edges.values.flatMap(\.self) where !known.contains(edge.target) {
            findings.error(
                .missingTransitionTarget, "Missing '\(edge.field)' target: \(edge.target)", at: edge.location)
        }
        if !hasEnd {
            findings.error(
                .missingEndState, "No state ends the machine: none has 'End', and none is a Succeed or Fail state",
                at: states)
        }
        guard let start, known.contains(start.target) else { return }
        waiting.append(start.target)
        reached.insert(start.target)
        while let name = waiting.popLast() {
            for edge in edges[name] ?? [] where reached.insert(edge.target).inserted { waiting.append(edge.target) }
        }
        for name in names where !reached.contains(name) {
            findings.warning(.unreachableState, "No transition leads to this state", at: states.appending(name))
        }
    }
}
