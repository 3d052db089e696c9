internal import Engine
internal import JSON
internal import StatesLanguage

/// The state that a `TestState` is about: alone, or by its name in a whole machine.
struct TestedState {
    let definition: StateMachineDefinition
    let state: State

    /// The name that a state has that stands alone, as the service calls it.
    static let name = "StateName"

    /// Reads and checks a definition.
    ///
    /// - Parameter name: the state's, where the definition is a machine.
    /// - Throws: `InvalidDefinition`, or `ValidationException` where the machine has no such state.
    init(_ text: String, name: String?) throws(APIError) {
        let machine = name == nil ? TestedState.machine(around: text) : text
        try DefinitionCheck.require(machine, type: "STANDARD")
        do throws(DefinitionError) {
            definition = try StateMachineDefinition(parsing: machine)
        } catch {
            throw .invalidDefinition("\(error)")
        }
        guard let state = definition.state(named: name ?? TestedState.name) else {
            throw .validation("State not found in definition")
        }
        self.state = state
    }

    /// A machine that is the state, and an end for each state that it may lead to.
    private static func machine(around text: String) -> String {
        guard let value = try? JSONValue(parsing: text) else { return text }
        var targets: [String] = []
        func add(_ target: JSONValue?) {
            guard let target = target?.stringValue, target != name, !targets.contains(target) else { return }
            targets.append(target)
        }
        add(value["Next"])
        add(value["Default"])
        for list in ["Choices", "Catch"] {
            for rule in value[list]?.arrayValue ?? [] { add(rule["Next"]) }
        }
        let ends = targets.map { ",\(JSONText(.string($0)).string):{\"Type\":\"Succeed\"}" }.joined()
        return "{\"StartAt\":\"\(name)\",\"States\":{\"\(name)\":\(text)\(ends)}}"
    }

    /// The state's task, where it is one.
    var task: TaskState? { if case .task(let task) = state { task } else { nil } }

    var map: MapState? { if case .map(let map) = state { map } else { nil } }

    /// Whether the task is ended by somebody else than its handler: so it can be tested only with a mock.
    var waitsForOthers: Bool {
        guard let resource = task?.resource else { return false }
        return isPattern || ActivityHandler.handles(resource)
    }

    /// Whether the task's resource is `….sync` or `….waitForTaskToken`.
    var isPattern: Bool {
        guard let resource = task?.resource else { return false }
        return resource.hasSuffix(".waitForTaskToken") || resource.hasSuffix(".sync") || resource.hasSuffix(".sync:2")
    }

    var awaitsToken: Bool {
        guard let resource = task?.resource else { return false }
        return resource.hasSuffix(".waitForTaskToken") || ActivityHandler.handles(resource)
    }

    /// Whether the state may have Retriers and Catchers.
    var isFallible: Bool {
        switch state.kind {
        case .task, .parallel, .map: true
        default: false
        }
    }

    /// Whether a state of that name is inside of this one.
    func holds(_ name: String) -> Bool {
        func isIn(_ blocks: [StateBlock]) -> Bool {
            blocks.contains { $0.states.contains { $0.name == name || isIn($0.blocks) } }
        }
        return isIn(state.blocks)
    }
}
