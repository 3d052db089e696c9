/// One state of a machine.
@nonexhaustive
// Indirect, because states are handed from one to another all the time, and the largest has dozens of fields to copy.
public indirect enum State: Sendable, Hashable {
    /// Does work outside the machine.
    case task(TaskState)
    /// Hands its input on, reshaped.
    case pass(PassState)
    /// Goes on by its input.
    case choice(ChoiceState)
    /// Waits for a time.
    case wait(WaitState)
    /// Ends the machine well.
    case succeed(SucceedState)
    /// Ends the machine with an error.
    case fail(FailState)
    /// Runs branches side by side.
    case parallel(ParallelState)
    /// Runs a block of states for each item of an array.
    case map(MapState)

    /// The state's name, unique in its machine.
    public var name: String {
        switch self {
        case .task(let state): state.name
        case .pass(let state): state.name
        case .choice(let state): state.name
        case .wait(let state): state.name
        case .succeed(let state): state.name
        case .fail(let state): state.name
        case .parallel(let state): state.name
        case .map(let state): state.name
        }
    }

    /// The blocks inside the state: a Parallel state's branches, a Map state's processor.
    public var blocks: [StateBlock] {
        switch self {
        case .parallel(let state): state.branches
        case .map(let state): [state.processor]
        case .task, .pass, .choice, .wait, .succeed, .fail: []
        }
    }

    /// The state's `Comment`.
    public var comment: String? {
        switch self {
        case .task(let state): state.comment
        case .pass(let state): state.comment
        case .choice(let state): state.comment
        case .wait(let state): state.comment
        case .succeed(let state): state.comment
        case .fail(let state): state.comment
        case .parallel(let state): state.comment
        case .map(let state): state.comment
        }
    }

    /// The language of the state's fields: its own `QueryLanguage`, or the machine's.
    public var queryLanguage: QueryLanguage {
        switch self {
        case .task(let state): state.queryLanguage
        case .pass(let state): state.queryLanguage
        case .choice(let state): state.queryLanguage
        case .wait(let state): state.queryLanguage
        case .succeed(let state): state.queryLanguage
        case .fail(let state): state.queryLanguage
        case .parallel(let state): state.queryLanguage
        case .map(let state): state.queryLanguage
        }
    }

    /// The state's `Type`.
    public var kind: StateKind {
        switch self {
        case .task: .task
        case .pass: .pass
        case .choice: .choice
        case .wait: .wait
        case .succeed: .succeed
        case .fail: .fail
        case .parallel: .parallel
        case .map: .map
        }
    }

    /// Whether failures of the state can be retried and caught.
    public var isFallible: Bool {
        switch self {
        case .task, .parallel, .map: true
        case .pass, .choice, .wait, .succeed, .fail: false
        }
    }

    /// Whether something in the state's own fields draws chance.
    public var mayDrawChance: Bool {
        switch self {
        case .task(let state):
            state.drawsChance || state.drawsChanceForAttempts || state.catch.contains(where: \.drawsChance)
        case .pass(let state): state.drawsChance
        case .choice(let state):
            state.drawsChanceForRules || state.output?.drawsChance ?? false || state.assign?.drawsChance ?? false
                || state.choices.contains { $0.output?.drawsChance ?? false || $0.assign?.drawsChance ?? false }
        case .wait(let state): state.drawsChance || state.drawsChanceForDuration
        case .succeed(let state): state.drawsChance
        case .fail(let state): state.drawsChance
        case .parallel(let state):
            state.drawsChance || state.parameters?.drawsChance ?? false || state.catch.contains(where: \.drawsChance)
        case .map(let state):
            state.drawsChance || state.drawsChanceForItems || state.catch.contains(where: \.drawsChance)
        }
    }
}
