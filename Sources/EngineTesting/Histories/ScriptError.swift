/// Why a history script cannot be read, or what it did not foresee.
public struct ScriptError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, with the line, and where something was expected also what really happened.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
