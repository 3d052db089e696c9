internal import StatesLanguage

extension MachineGraph {
    /// A Mermaid flowchart: what was visited is green, what failed red, what is going on yellow, ways taken are thick.
    public var mermaid: String {
        var lines = ["flowchart TD", "    start((start))", "    finish((end))"]
        var ids = [Node.start: "start", .end: "finish"]
        for (index, state) in states.enumerated() { ids[.state(state.name)] = "s\(index)" }
        for (index, block) in blocks.enumerated() {
            if let owner = block.owner {
                lines.append("    subgraph b\(index)[\"\(MachineGraph.escaped("\(owner.state), \(owner.label)"))\"]")
            }
            for state in block.states {
                let shape = state.kind == .choice ? ("{\"", "\"}") : ("[\"", "\"]")
                let id = ids[.state(state.name)] ?? ""
                lines.append(
                    "    \(id)\(shape.0)\(MachineGraph.escaped(label(state)))\(shape.1):::\(mark(state).rawValue)")
            }
            if block.owner != nil { lines.append("    end") }
        }
        for edge in edges {
            let arrow = edge.isTaken ? "==>" : "-.->"
            let label = edge.label.map { "|\"\(MachineGraph.escaped($0))\"|" } ?? ""
            lines.append("    \(ids[edge.from] ?? "") \(arrow)\(label) \(ids[edge.to] ?? "")")
        }
        lines += [
            "    classDef visited fill:#d7f0dd,stroke:#2f7d46,color:#123",
            "    classDef failed fill:#f8d7d7,stroke:#a33131,color:#311",
            "    classDef open fill:#fdf1c7,stroke:#9a7a16,color:#321",
            "    classDef untouched fill:#f4f4f4,stroke:#999,color:#555",
        ]
        return lines.joined(separator: "\n")
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "#", "<", ">", "&": escaped += "#\(scalar.value);"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
