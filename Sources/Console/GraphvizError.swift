/// Why there is no picture, in a line for whoever asked for it.
public struct GraphvizError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
