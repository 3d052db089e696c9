internal import JSON
public import StatesLanguage

/// A machine as a picture: its states, its transitions, and what a run made of them.
public struct MachineGraph: Sendable {
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

    /// The machine itself, a branch, or what a Map state does with an item.
    struct Block {
        /// Which branch of which state it is; `nil` for the machine.
        let owner: (state: String, label: String)?
        let startAt: String
        let states: [State]
    }

    /// The machine, and behind it the blocks inside, in the order of the document.
    let blocks: [Block]
    /// The path taken, for each block.
    private let paths: [[PathStep]]
    private let wholePath: [PathStep]

    /// Draws a machine.
    ///
    /// - Parameter path: the visits that a run made, as `ExecutionDescription.path` has them; none for the machine alone.
    public init(definition: StateMachineDefinition, path: [PathStep] = []) {
        var blocks = [Block(owner: nil, startAt: definition.startAt, states: definition.states)]
        var next = 0
        while next < blocks.count {
            for state in blocks[next].states {
                let isMap = state.kind == .map
                for (index, block) in state.blocks.enumerated() {
                    let label = isMap ? "each item" : "branch \(index + 1)"
                    blocks.append(
                        Block(owner: (state.name, label), startAt: block.startAt, states: block.states))
                }
            }
            next += 1
        }
        self.blocks = blocks
        self.wholePath = path
        self.paths = blocks.map { block in
            let names = Set(block.states.map(\.name))
            return path.filter { names.contains($0.state) }
        }
    }

    /// All states, each block's behind those of the block around it.
    var states: [State] { blocks.flatMap(\.states) }

    /// The worst that happened to a state counts.
    func mark(_ state: State) -> Mark {
        let visits = wholePath.filter { $0.state == state.name }
        if visits.contains(where: { $0.outcome == .failed || $0.outcome == .caught }) { return .failed }
        if visits.contains(where: { $0.outcome == .open }) { return .open }
        return visits.isEmpty ? .untouched : .visited
    }

    /// The name, and how often it was tried where that was more than once.
    func label(_ state: State) -> String {
        let attempts = wholePath.filter { $0.state == state.name }.map(\.attempts).max() ?? 0
        return attempts > 1 ? "\(state.name) (\(attempts) attempts)" : state.name
    }

    /// All ways: into each block, and between its states.
    var edges: [Edge] {
        zip(blocks, paths).flatMap { block, path in
            let from = block.owner.map { Node.state($0.state) } ?? .start
            let entry = Edge(
                from: from, to: .state(block.startAt), label: block.owner?.label, isTaken: !path.isEmpty)
            return [entry]
                + block.states.flatMap { ways(out: $0, endsAt: block.owner == nil ? .end : nil) }.map { edge in
                    var edge = edge
                    edge.isTaken = wasTaken(edge, path)
                    return edge
                }
        }
    }

    private func wasTaken(_ edge: Edge, _ path: [PathStep]) -> Bool {
        for (step, next) in zip(path, path.dropFirst())
        where edge.from == .state(step.state) && edge.to == .state(next.state) {
            let isCaught = step.outcome == .caught
            if isCaught == (edge.label?.hasPrefix("catch") ?? false) { return true }
        }
        guard edge.to == .end, let last = path.last else { return false }
        return edge.from == .state(last.state) && last.outcome == .succeeded
    }

    /// The ways out of a state; the end of a block inside another state leads nowhere, it is that state's affair.
    private func ways(out state: State, endsAt end: Node?) -> [Edge] {
        let name = Node.state(state.name)
        func edge(_ transition: Transition) -> [Edge] {
            switch transition {
            case .next(let next): [Edge(from: name, to: .state(next), label: nil)]
            case .end: end.map { [Edge(from: name, to: $0, label: nil)] } ?? []
            }
        }
        func caught(_ state: some FallibleState) -> [Edge] {
            state.catch.map {
                Edge(from: name, to: .state($0.next), label: "catch \($0.errors.names.joined(separator: ", "))")
            }
        }
        switch state {
        case .task(let task): return edge(task.transition) + caught(task)
        case .parallel(let parallel): return edge(parallel.transition) + caught(parallel)
        case .map(let map): return edge(map.transition) + caught(map)
        case .pass(let pass): return edge(pass.transition)
        case .wait(let wait): return edge(wait.transition)
        case .choice(let choice):
            let rules = choice.choices.enumerated().map { index, rule in
                Edge(from: name, to: .state(rule.next), label: "rule \(index + 1)")
            }
            return rules
                + [choice.defaultNext].compactMap(\.self).map { Edge(from: name, to: .state($0), label: "default") }
        case .succeed: return edge(.end)
        case .fail: return []
        }
    }
}
