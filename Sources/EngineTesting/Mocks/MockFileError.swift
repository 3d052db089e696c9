/// What is wrong with a file of mocks, and where.
public struct MockFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The place as a JSON pointer, and the fault.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
