import JSON

/// What is known of the input of each state: the join of what all states before it can hand on.
struct DataFlow {
    /// The input of each state that something leads to.
    private(set) var inputs: [String: Shape] = [:]
    private var visits: [String: Int] = [:]

    /// A state whose input changes more often is given up: nothing is known of it.
    private static let mostVisits = 32

    init(_ machine: StateMachineDefinition) {
        flow(through: machine.states, from: machine.startAt, .unknown)
    }

    private mutating func flow(through states: [State], from start: String, _ input: Shape) {
        // States are large: they are looked up where they are, and not copied.
        let places = Dictionary(states.indices.map { (states[$0].name, $0) }, uniquingKeysWith: { $1 })
        var waiting: [String] = []
        arrive(input, at: start, &waiting)
        while let name = waiting.popLast() {
            guard let place = places[name], let input = inputs[name] else { continue }
            for (next, output) in DataFlow.ways(out: states[place], input) { arrive(output, at: next, &waiting) }
        }
        for state in states where state.kind == .parallel || state.kind == .map {
            guard let input = inputs[state.name] else { continue }
            for (block, entry) in DataFlow.blocks(of: state, input) {
                flow(through: block.states, from: block.startAt, entry)
            }
        }
    }

    private mutating func arrive(_ shape: Shape, at name: String, _ waiting: inout [String]) {
        let before = inputs[name]
        var after = before?.joined(shape) ?? shape
        guard after != before else { return }
        visits[name, default: 0] += 1
        if visits[name, default: 0] > DataFlow.mostVisits { after = .unknown }
        inputs[name] = after
        waiting.append(name)
    }

    /// What the blocks inside a state begin with.
    private static func blocks(of state: State, _ input: Shape) -> [(StateBlock, Shape)] {
        switch state {
        case .parallel(let parallel):
            let entry = effective(input, parallel.inputPath, parallel.parameters)
            return parallel.branches.map { ($0, entry) }
        case .map(let map):
            let entry = map.itemSelector.map { input.selected(map.inputPath).filled($0) } ?? .unknown
            return [(map.processor, map.distributed?.batcher == nil ? entry : .unknown)]
        default: return []
        }
    }

    static func effective(_ input: Shape, _ path: JSONPath?, _ template: PayloadTemplate?) -> Shape {
        let selected = input.selected(path)
        return template.map { selected.filled($0) } ?? selected
    }

    /// Where a state leads, and with what.
    private static func ways(out state: State, _ input: Shape) -> [(String, Shape)] {
        switch state {
        case .pass(let pass) where pass.queryLanguage == .jsonata:
            return next(pass.transition, pass.output.map { input.filled($0) } ?? input)
        case .wait(let wait) where wait.queryLanguage == .jsonata:
            return next(wait.transition, wait.output.map { input.filled($0) } ?? input)
        case .choice(let choice) where choice.queryLanguage == .jsonata:
            let ways =
                choice.choices.map { ($0.next, $0.output) } + (choice.defaultNext.map { [($0, choice.output)] } ?? [])
            return ways.map { next, output in (next, output.map { input.filled($0) } ?? input) }
        case .task(let task) where task.queryLanguage == .jsonata:
            return next(task.transition, task.output.map { input.filled($0) } ?? .unknown) + caught(task, input)
        case .parallel(let parallel) where parallel.queryLanguage == .jsonata:
            return next(parallel.transition, parallel.output.map { input.filled($0) } ?? .array)
                + caught(parallel, input)
        case .map(let map) where map.queryLanguage == .jsonata:
            // With a writer the result is where it wrote.
            return next(map.transition, map.output.map { input.filled($0) } ?? .unknown) + caught(map, input)
        case .pass(let pass):
            let effective = effective(input, pass.inputPath, pass.parameters)
            let result = pass.result.map(shape) ?? effective
            return next(pass.transition, input.merged(result, at: pass.resultPath).selected(pass.outputPath))
        case .wait(let wait):
            return next(wait.transition, input.selected(wait.inputPath).selected(wait.outputPath))
        case .choice(let choice):
            let output = input.selected(choice.inputPath).selected(choice.outputPath)
            return (choice.choices.map(\.next) + [choice.defaultNext].compactMap(\.self)).map { ($0, output) }
        case .task(let task):
            let result = task.resultSelector.map { Shape.unknown.filled($0) } ?? .unknown
            let output = input.merged(result, at: task.resultPath).selected(task.outputPath)
            return next(task.transition, output) + caught(task, input)
        case .parallel(let parallel):
            let result = parallel.resultSelector.map { Shape.array.filled($0) } ?? .array
            let output = input.merged(result, at: parallel.resultPath).selected(parallel.outputPath)
            return next(parallel.transition, output) + caught(parallel, input)
        case .map(let map):
            let result = map.resultSelector.map { Shape.array.filled($0) } ?? .array
            let output = input.merged(result, at: map.resultPath).selected(map.outputPath)
            return next(map.transition, output) + caught(map, input)
        case .succeed, .fail: return []
        }
    }

    private static func next(_ transition: Transition, _ output: Shape) -> [(String, Shape)] {
        switch transition {
        case .next(let name): [(name, output)]
        case .end: []
        }
    }

    private static func caught(_ state: some FallibleState, _ input: Shape) -> [(String, Shape)] {
        state.catch.map { catcher in
            let output = catcher.output.map { input.filled($0) }
            return (catcher.next, output ?? input.merged(.errorOutput, at: catcher.resultPath))
        }
    }

    private static func shape(of literal: JSONText) -> Shape {
        (try? literal.value()).map { Shape($0) } ?? .unknown
    }
}
