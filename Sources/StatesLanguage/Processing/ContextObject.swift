public import JSON

/// What a definition reads with `$$`: facts of the execution, the state and the machine.
///
/// Kept as plain values and turned into JSON only where a path asks for it.
public struct ContextObject: Sendable, Hashable {
    /// `$$.Execution`.
    public struct Execution: Sendable, Hashable {
        /// The execution's ARN.
        public let id: String
        /// The execution's input, as it was given.
        public let input: JSONText
        /// The execution's name.
        public let name: String
        /// The role the execution runs under.
        public let roleArn: String
        /// When the execution started.
        public let startTime: Instant
        /// How often the execution was redriven; nil where that is not shown.
        public let redriveCount: Int?
        /// When it was last redriven; nil before the first time.
        public let redriveTime: Instant?
        /// `input`, where somebody has parsed it already.
        public let parsedInput: JSONValue?

        /// Makes the execution's part.
        public init(
            id: String,
            input: JSONText,
            name: String,
            roleArn: String,
            startTime: Instant,
            redriveCount: Int? = 0,
            redriveTime: Instant? = nil,
            parsedInput: JSONValue? = nil
        ) {
            self.id = id
            self.input = input
            self.name = name
            self.roleArn = roleArn
            self.startTime = startTime
            self.redriveCount = redriveCount
            self.redriveTime = redriveTime
            self.parsedInput = parsedInput
        }
    }

    /// `$$.State`.
    public struct State: Sendable, Hashable {
        /// When the state was entered.
        public let enteredTime: Instant
        /// The state's name.
        public let name: String
        /// How often the state was retried; nil of a state that never is, as the service leaves it out.
        public let retryCount: Int?

        /// Makes the state's part.
        public init(enteredTime: Instant, name: String, retryCount: Int? = 0) {
            self.enteredTime = enteredTime
            self.name = name
            self.retryCount = retryCount
        }
    }

    /// `$$.StateMachine`.
    public struct StateMachine: Sendable, Hashable {
        /// The machine's ARN.
        public let id: String
        /// The machine's name.
        public let name: String

        /// Makes the machine's part.
        public init(id: String, name: String) {
            self.id = id
            self.name = name
        }
    }

    /// `$$.Task`, for tasks that are answered from outside.
    public struct Task: Sendable, Hashable {
        /// The token that answers the task.
        public let token: String

        /// Makes the task's part.
        public init(token: String) {
            self.token = token
        }
    }

    /// `$$.Map`, inside a Map state's iterations.
    public struct MapItem: Sendable, Hashable {
        /// The item's index, from 0.
        public let index: Int
        /// The item.
        public let value: JSONText

        /// Makes the item's part.
        public init(index: Int, value: JSONText) {
            self.index = index
            self.value = value
        }
    }

    /// The execution.
    public let execution: Execution
    /// The state that is running; nil outside states.
    public let state: State?
    /// The machine.
    public let stateMachine: StateMachine
    /// The task that waits for its token; nil for all others.
    public let task: Task?
    /// The item of the innermost Map iteration; nil outside of one.
    public let mapItem: MapItem?
    /// The variables that are in scope, which are read beside `$$` and are no part of it.
    public let variables: Variables
    /// The chance that the evaluation of a state may use; no part of `$$` either.
    public let chance: Chance
    /// What `$$` shows in the place of the facts above, all but a Map's item: for a state that is tested by itself.
    public var replacement: JSONObject?
    /// What the fields of a state may use together; `nil` where each has an allowance of its own. No part of `$$`.
    public var allowance: EvaluationAllowance?
    /// The time that expressions may ask for; no part of `$$` either.
    public let time: Instant

    /// Makes a context object.
    ///
    /// - Parameter time: when the state's fields are evaluated; nil for when it was entered.
    public init(
        execution: Execution, state: State?, stateMachine: StateMachine, task: Task? = nil, mapItem: MapItem? = nil,
        variables: Variables = Variables(), chance: Chance = .none,
        time: Instant? = nil
    ) {
        self.execution = execution
        self.state = state
        self.stateMachine = stateMachine
        self.task = task
        self.mapItem = mapItem
        self.variables = variables
        self.chance = chance
        self.time = time ?? state?.enteredTime ?? execution.startTime
    }
}
