/// A Parallel state: runs its branches at the same time, and hands on the array of what they end with.
public struct Parallel: FallibleStep {
    /// The name and the fields of the state.
    public var fields: StepFields

    /// A Parallel state that has no branches yet; it needs at least one.
    public init(_ name: String) { fields = StepFields(name: name, type: "Parallel") }

    /// Adds a branch, a machine of its own: it begins with its first step, and its last one ends it.
    public func branch(@StepBuilder steps: () -> [any Step]) -> Self {
        let branch = StepBlock(steps()).node()
        return changed { $0.append(branch, to: "Branches") }
    }
}
