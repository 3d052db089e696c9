import JSON
import StatesLanguage

extension JSONText {
    /// A literal of a test, known to be JSON.
    static func literal(_ text: String) throws -> JSONText {
        try JSONText(validating: text)
    }
}

extension ContextObject {
    /// A context object with every field filled in.
    static func sample(
        executionInput: String = "{}", machine: String = "payroll", variables: Variables = Variables(),
        chance: Chance = .none
    ) throws -> ContextObject {
        ContextObject(
            execution: Execution(
                id: "arn:aws:states:us-east-1:123456789012:execution:payroll:run-1",
                input: try .literal(executionInput), name: "run-1", roleArn: "arn:aws:iam::123456789012:role/payroll",
                startTime: Instant(microseconds: 1_767_225_600_250_000), redriveCount: 0),
            state: State(
                enteredTime: Instant(microseconds: 1_767_225_601_000_000), name: "Pay", retryCount: 2),
            stateMachine: StateMachine(
                id: "arn:aws:states:us-east-1:123456789012:stateMachine:\(machine)", name: machine),
            variables: variables,
            chance: chance)
    }
}

/// A machine of one state, which ends it unless it says where to go.
func machine(of state: String, named name: String = "X") throws -> StateMachineDefinition {
    try StateMachineDefinition(parsing: #"{"StartAt":"\#(name)","States":{"\#(name)":\#(state)}}"#)
}

/// The task state of a definition's only state.
func task(_ fields: String) throws -> TaskState? {
    let definition = try machine(of: #"{"Type":"Task","Resource":"work","End":true\#(fields)}"#)
    guard case .task(let state) = definition.states.first else { return nil }
    return state
}

/// The pass state of a definition's only state.
func pass(_ fields: String) throws -> PassState? {
    let definition = try machine(of: #"{"Type":"Pass","End":true\#(fields)}"#)
    guard case .pass(let state) = definition.states.first else { return nil }
    return state
}

/// The wait state of a definition's only state.
func wait(_ fields: String) throws -> WaitState? {
    let definition = try machine(of: #"{"Type":"Wait","End":true\#(fields)}"#)
    guard case .wait(let state) = definition.states.first else { return nil }
    return state
}

/// The choice state with this one rule (without its `Next`), which goes to `Yes`, and `No` as its default.
func choice(_ rule: String, isWithDefault: Bool = true) throws -> ChoiceState? {
    let text = """
        {"StartAt":"X","States":{
          "X":{"Type":"Choice","Choices":[{\(rule),"Next":"Yes"}]\(isWithDefault ? #","Default":"No""# : "")},
          "Yes":{"Type":"Succeed"},"No":{"Type":"Succeed"}}}
        """
    guard case .choice(let state)? = try StateMachineDefinition(parsing: text).state(named: "X") else { return nil }
    return state
}
