/// The `Type` of a state, spelled as in a definition.
public enum StateKind: String, Sendable, Hashable, CaseIterable {
    /// Does work outside the machine.
    case task = "Task"
    /// Waits for a time.
    case wait = "Wait"
    /// Hands its input on, reshaped.
    case pass = "Pass"
    /// Ends the machine well.
    case succeed = "Succeed"
    /// Ends the machine with an error.
    case fail = "Fail"
    /// Goes on by its input.
    case choice = "Choice"
    /// Runs branches side by side.
    case parallel = "Parallel"
    /// Runs a machine for each item.
    case map = "Map"
}
