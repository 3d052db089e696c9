public import JSON

extension StateMachineDefinition {
    /// Parses and checks a definition.
    ///
    /// Throws a `DefinitionError` with everything that is wrong, not only the first; what is merely odd is in
    /// `warnings`. What the language has and this version does not run is refused with `NOT_SUPPORTED_YET`.
    ///
    /// - Parameter type: what the machine is to be; an Express machine may not wait for jobs and tokens.
    public init(parsing text: String, type: StateMachineType = .standard) throws(DefinitionError) {
        self = try DefinitionReader.read(Array(text.utf8), type: type)
    }

    /// Parses and checks a definition that is known to be JSON.
    public init(parsing text: JSONText) throws(DefinitionError) {
        self = try DefinitionReader.read(Array(text.utf8))
    }
}
