public import JSON

extension StateMachineDefinition {
    /// Parses and checks a definition.
    ///
    /// Throws a `DefinitionError` with everything that is wrong, not only the first; what is merely odd is in
    /// `warnings`. What the language has and this version does not run is refused with `NOT_SUPPORTED_YET`.
    public init(parsing text: String) throws(DefinitionError) {
        self = try DefinitionReader.read(Array(text.utf8))
    }

    /// Parses and checks a definition that is known to be JSON.
    public init(parsing text: JSONText) throws(DefinitionError) {
        self = try DefinitionReader.read(Array(text.utf8))
    }
}
