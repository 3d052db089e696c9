/// A case needs something that the backend under test cannot do.
public struct MissingCapability: Error, CustomStringConvertible {
    /// What is missing, as the name of a property of `ConformanceBackend`.
    public let name: String

    /// One line for the report.
    public var description: String { "the backend under test has no `\(name)`" }
}
