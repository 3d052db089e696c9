/// Why a text is not a role.
public struct RoleError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public let reason: String

    /// One line.
    public var description: String { "the role cannot be read: \(reason)" }
}
