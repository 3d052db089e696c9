/// Why a definition was refused: every diagnostic found, errors and warnings, in the order of the document.
public struct DefinitionError: Error, Sendable, Hashable, CustomStringConvertible {
    /// All that was found; at least one is an error.
    public let diagnostics: [Diagnostic]

    /// One diagnostic a line, as compilers print them.
    public var description: String {
        diagnostics.map(\.description).joined(separator: "\n")
    }
}
