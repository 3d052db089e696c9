internal import StatesLanguage

extension MachineGraph {
    /// The picture in Graphviz's language: what is inside a state is framed.
    public var dot: String {
        var lines = [
            "digraph machine {",
            "  rankdir=TB; node [shape=box, style=\"rounded,filled\", fontname=\"DejaVu Sans\", fontsize=11];",
            "  edge [fontname=\"DejaVu Sans\", fontsize=9];",
            "  start [shape=circle, label=\"start\", fillcolor=white]; finish [shape=doublecircle, label=\"end\", fillcolor=white];",
        ]
        var ids = [Node.start: "start", .end: "finish"]
        for (index, state) in states.enumerated() { ids[.state(state.name)] = "s\(index)" }
        for (index, block) in blocks.enumerated() {
            if let owner = block.owner {
                lines.append("  subgraph cluster_\(index) {")
                lines.append("  color=\"#bbbbbb\"; label=\"\(MachineGraph.quoted("\(owner.state), \(owner.label)"))\";")
            }
            for state in block.states {
                let shape = state.kind == .choice ? ", shape=diamond, style=filled" : ""
                let id = ids[.state(state.name)] ?? ""
                lines.append(
                    "  \(id) [label=\"\(MachineGraph.quoted(label(state)))\"\(shape), \(colours(mark(state)))];")
            }
            if block.owner != nil { lines.append("  }") }
        }
        for edge in edges {
            var attributes = edge.isTaken ? "penwidth=2.2" : "style=dashed, color=\"#999999\""
            if let label = edge.label { attributes += ", label=\"\(MachineGraph.quoted(label))\"" }
            lines.append("  \(ids[edge.from] ?? "") -> \(ids[edge.to] ?? "") [\(attributes)];")
        }
        return (lines + ["}"]).joined(separator: "\n")
    }

    private func colours(_ mark: Mark) -> String {
        switch mark {
        case .visited: "fillcolor=\"#d7f0dd\", color=\"#2f7d46\""
        case .failed: "fillcolor=\"#f8d7d7\", color=\"#a33131\""
        case .open: "fillcolor=\"#fdf1c7\", color=\"#9a7a16\""
        case .untouched: "fillcolor=\"#f4f4f4\", color=\"#999999\""
        }
    }

    private static func quoted(_ text: String) -> String {
        text.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "\\\\")
            .split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"")
    }
}
