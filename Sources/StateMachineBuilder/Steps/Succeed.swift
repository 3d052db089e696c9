/// A Succeed state: ends the machine, the branch or the iteration well.
public struct Succeed: InputStep {
    /// The name and the fields of the state.
    public var fields: StepFields

    /// Ends with what comes in.
    public init(_ name: String) { fields = StepFields(name: name, type: "Succeed") }
}
