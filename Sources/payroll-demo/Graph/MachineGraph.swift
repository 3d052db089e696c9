import Engine
import StatesLanguage

/// A machine as a picture: its states, its transitions, and what a run made of them.
struct MachineGraph {
    /// What a run made of a state.
    enum Mark: String {
        case untouched, visited, open, failed
    }

    /// A way from one state to another.
    struct Edge: Hashable {
        let from: Node
        let to: Node
        let label: String?
        var isTaken = false
    }

    /// A state, or one of the two points that are none. A machine may well have states named `start` and `end`.
    enum Node: Hashable {
        case start
        case state(String)
        case end
    }

    let states: [State]
    let startAt: String
    private let path: [PathStep]

    init(definition: StateMachineDefinition, path: [PathStep]) {
        states = definition.states
        startAt = definition.startAt
        self.path = path
    }

    /// The worst that happened to a state counts.
    func mark(_ state: State) -> Mark {
        let visits = path.filter { $0.state == state.name }
        if visits.contains(where: { $0.outcome == .failed || $0.outcome == .caught }) { return .failed }
        if visits.contains(where: { $0.outcome == .open }) { return .open }
        return visits.isEmpty ? .untouched : .visited
    }

    /// The name, and how often it was tried where that was more than once.
    func label(_ state: State) -> String {
        let attempts = path.filter { $0.state == state.name }.map(\.attempts).max() ?? 0
        return attempts > 1 ? "\(state.name) (\(attempts) attempts)" : state.name
    }

    var edges: [Edge] {
        var edges = [Edge(from: .start, to: .state(startAt), label: nil, isTaken: !path.isEmpty)]
        for state in states { edges += ways(out: state) }
        return edges.map { edge in
            var edge = edge
            edge.isTaken = edge.isTaken || wasTaken(edge)
            return edge
        }
    }

    private func wasTaken(_ edge: Edge) -> Bool {
        for (step, next) in zip(path, path.dropFirst())
        where edge.from == .state(step.state) && edge.to == .state(next.state) {
            let isCaught = step.outcome == .caught
            if isCaught == (edge.label?.hasPrefix("catch") ?? false) { return true }
        }
        guard edge.to == .end, let last = path.last else { return false }
        return edge.from == .state(last.state) && last.outcome == .succeeded
    }

    private func ways(out state: State) -> [Edge] {
        let name = Node.state(state.name)
        func edge(_ transition: Transition) -> Edge {
            switch transition {
            case .next(let next): Edge(from: name, to: .state(next), label: nil)
            case .end: Edge(from: name, to: .end, label: nil)
            }
        }
        func caught(_ state: some FallibleState) -> [Edge] {
            state.catch.map {
                Edge(from: name, to: .state($0.next), label: "catch \($0.errors.names.joined(separator: ", "))")
            }
        }
        switch state {
        case .task(let task):
            return [edge(task.transition)] + caught(task)
        // What is inside is not drawn: it ends where it began, in this state.
        case .parallel(let parallel): return [edge(parallel.transition)] + caught(parallel)
        case .map(let map): return [edge(map.transition)] + caught(map)
        case .pass(let pass): return [edge(pass.transition)]
        case .wait(let wait): return [edge(wait.transition)]
        case .choice(let choice):
            let rules = choice.choices.enumerated().map { index, rule in
                Edge(from: name, to: .state(rule.next), label: "rule \(index + 1)")
            }
            return rules
                + [choice.defaultNext].compactMap(\.self).map { Edge(from: name, to: .state($0), label: "default") }
        case .succeed: return [Edge(from: name, to: .end, label: nil)]
        case .fail: return []
        }
    }
}
