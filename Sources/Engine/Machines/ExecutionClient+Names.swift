extension ExecutionClient {
    /// Whether a text may be the name of an execution, and so of a state machine or an activity: 1 to 80 characters, no blanks,
    /// brackets, wildcards, control or special characters (the service's rule).
    public static func isName(_ text: String) -> Bool { ExecutionName.isValid(text) }

    /// The ARN of the execution that has a name of its machine.
    ///
    /// - Parameter stateMachine: the machine's ARN.
    public static func executionArn(named name: String, of stateMachine: String) -> String {
        let machine = stateMachine.split(separator: ":", omittingEmptySubsequences: false).last.map(String.init)
        return ExecutionEvent.ExecutionStarted.executionArn(
            named: name, of: stateMachine, called: machine ?? stateMachine)
    }
}
