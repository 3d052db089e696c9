public import EventLog
public import JSON
public import StatesLanguage

/// A machine to run: its name, its definition and the role it runs under.
public struct StateMachine: Sendable {
    /// The name, 1 to 80 characters.
    public let name: String
    /// The definition.
    public let definition: StateMachineDefinition
    /// The definition's text, as it is pinned.
    public let definitionText: JSONText
    /// The hash of the definition's text.
    public let definitionHash: SHA256Hash
    /// The role.
    public let role: Role
    /// The definition and the role as the log keeps them.
    let pinnedTexts: [PinnedText]

    /// Reads a definition in the States Language.
    ///
    /// - Throws: `DefinitionError` with everything that is wrong in it, and where.
    public init(name: String, definition: String, role: Role) throws(DefinitionError) {
        self.definition = try StateMachineDefinition(parsing: definition)
        do {
            self.definitionText = try JSONText(validating: definition)
        } catch {
            preconditionFailure("a parsed definition is JSON: \(error)")
        }
        self.name = name
        self.definitionHash = SHA256Hash(of: Array(definitionText.utf8))
        self.role = role
        self.pinnedTexts = [.definition(definitionText, hash: definitionHash), .role(role)]
    }

    /// The resources that its tasks call, at any depth, each once, in order.
    public var resources: [String] {
        var seen: Set<String> = []
        return definition.tasks.map(\.resource).filter { seen.insert($0).inserted }
    }
}
