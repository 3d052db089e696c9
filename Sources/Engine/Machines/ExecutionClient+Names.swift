extension ExecutionClient {
    /// Whether a text may be the name of an execution, and so of a state machine or an activity: 1 to 80 characters, no blanks,
    /// brackets, wildcards, control or special characters (the service's rule).
    public static func isName(_ text: String) -> Bool { ExecutionName.isValid(text) }
}
