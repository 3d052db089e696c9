/// A parsed and checked state machine: what `CreateStateMachine` is given, as typed values.
///
/// Made once per definition text and used for every execution of it: paths and templates are parsed here, so that
/// running a state only walks them.
///
/// ```swift
/// let definition = try StateMachineDefinition(parsing: text)
/// let first = definition.state(named: definition.startAt)
/// ```
public struct StateMachineDefinition: Sendable, Hashable {
    /// The machine's `Comment`.
    public let comment: String?
    /// The name of the state in which an execution begins; always one of `states`.
    public let startAt: String
    /// The states of the top level, in the order of the document.
    public let states: [State]
    /// The version of the language; `1.0`.
    public let version: String
    /// How long an execution may take, in seconds, 1 to 99,999,999; nil for no limit of its own.
    public let timeoutSeconds: Int?
    /// The query language of the states that do not name their own.
    public let queryLanguage: QueryLanguage
    /// Whether some path reads `$$.Execution.Input`.
    public let readsExecutionInput: Bool
    /// What was odd and yet accepted.
    public internal(set) var warnings: [Diagnostic] = []

    /// Where the states of the top level stand: states are large, and these are not kept twice.
    private let places: [String: Int]
    /// The states inside others, by name.
    private let inner: [String: State]

    init(
        comment: String?,
        startAt: String,
        states: [State],
        version: String,
        timeoutSeconds: Int?,
        queryLanguage: QueryLanguage,
        readsExecutionInput: Bool
    ) {
        self.comment = comment
        self.startAt = startAt
        self.states = states
        self.version = version
        self.timeoutSeconds = timeoutSeconds
        self.queryLanguage = queryLanguage
        self.readsExecutionInput = readsExecutionInput
        var places = [String: Int](minimumCapacity: states.count)
        var inner: [String: State] = [:]
        func add(_ states: [State]) {
            for state in states {
                inner[state.name] = state
                for block in state.blocks { add(block.states) }
            }
        }
        for place in states.indices {
            places[states[place].name] = place
            for block in states[place].blocks { add(block.states) }
        }
        self.places = places
        self.inner = inner
    }

    /// The states of all depths: those of a block stand behind the state that holds it.
    public var allStates: [State] {
        guard states.contains(where: { $0.kind == .parallel || $0.kind == .map }) else { return states }
        var all: [State] = []
        func add(_ states: [State]) {
            for state in states {
                all.append(state)
                for block in state.blocks { add(block.states) }
            }
        }
        add(states)
        return all
    }

    /// The Task states of all depths, in the order of the document.
    public var tasks: [TaskState] {
        allStates.compactMap { if case .task(let task) = $0 { task } else { nil } }
    }

    /// The state of that name, at any depth, or nil: a name is unique in the whole machine. Takes constant time.
    public func state(named name: String) -> State? {
        places[name].map { states[$0] } ?? inner[name]
    }
}
