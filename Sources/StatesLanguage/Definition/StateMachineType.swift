/// What kind of machine a definition is checked for, in the service's words. This engine runs standard ones.
public enum StateMachineType: String, Sendable, Hashable, CaseIterable {
    /// Runs for as long as it takes, each step once.
    case standard = "STANDARD"
    /// Runs for five minutes at the most; waits for no jobs and no tokens.
    case express = "EXPRESS"
}
