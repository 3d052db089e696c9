public import JSON

/// A Choice state: goes on by its input, with the first rule that holds.
///
/// Where none holds it goes where `otherwise` says. It never falls through to the step that follows: without `otherwise` the
/// execution fails with `States.NoChoiceMatched`, as everywhere.
public struct Choice: InputStep {
    /// The name and the fields of the state.
    public var fields: StepFields

    /// A choice that has no rules yet; it needs at least one.
    public init(_ name: String) { fields = StepFields(name: name, type: "Choice") }

    /// Adds a rule.
    ///
    /// - Parameters:
    ///   - assign: variables to assign where it holds.
    ///   - output: with JSONata, what the state hands on where it holds.
    public func when(
        _ condition: Condition, next: String, assign: JSONValue? = nil, output: JSONValue? = nil
    ) -> Self {
        var members = condition.members
        if let output { members.append(("Output", DefinitionNode(output))) }
        if let assign { members.append(("Assign", DefinitionNode(assign))) }
        members.append(("Next", .scalar(.string(next))))
        return changed { $0.append(.object(members), to: "Choices") }
    }

    /// Adds a rule of a JSONata expression, written without `{%` and `%}`.
    public func when(jsonata expression: String, next: String) -> Self {
        when(Condition(jsonata: expression), next: next)
    }

    /// Adds a rule of one comparison with a constant.
    public func when(_ variable: String, _ comparator: Comparator, _ value: JSONValue, next: String) -> Self {
        when(Condition(variable, comparator, value), next: next)
    }

    /// Says where to go, and which variables to assign, where no rule holds (`Default`, `Assign`).
    public func otherwise(next: String, assign: JSONValue? = nil) -> Self {
        changed {
            $0.set("Default", .string(next))
            if let assign { $0.set("Assign", assign) }
        }
    }
}
