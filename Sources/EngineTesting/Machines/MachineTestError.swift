/// Why a test could not run a machine to its end.
public struct MachineTestError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, and what to do about it.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
