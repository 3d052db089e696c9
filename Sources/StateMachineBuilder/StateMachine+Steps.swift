public import Engine
public import StatesLanguage

extension StateMachine {
    /// Writes a machine in Swift: `DefinitionText` writes the text, which is then read like any other.
    ///
    /// - Throws: `DefinitionError` with everything that is wrong in it, and where in `DefinitionText`'s text.
    public init(
        name: String, role: Role, comment: String? = nil, timeoutSeconds: Int? = nil,
        queryLanguage: QueryLanguage? = nil, @StepBuilder steps: () -> [any Step]
    ) throws(DefinitionError) {
        let definition = DefinitionText(
            comment: comment, timeoutSeconds: timeoutSeconds, queryLanguage: queryLanguage, steps: steps)
        try self.init(name: name, definition: definition.text, role: role)
    }
}
