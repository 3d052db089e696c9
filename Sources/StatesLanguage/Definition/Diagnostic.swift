public import JSON

/// One fault, or one oddity, found in a definition, and where it stands.
public struct Diagnostic: Sendable, Hashable, CustomStringConvertible {
    /// Whether a definition with this diagnostic can be used.
    public enum Severity: String, Sendable, Hashable {
        /// The definition is refused.
        case error
        /// The definition is accepted.
        case warning
    }

    /// Whether the definition is refused for it.
    public let severity: Severity
    /// The kind of fault, in the service's vocabulary.
    public let code: DiagnosticCode
    /// What is wrong, for a person.
    public let message: String
    /// The member at fault; the root of the document for faults of the whole.
    public let location: JSONPointer
    /// The line of the member in the definition's text, counted from 1.
    public let line: Int
    /// The column of the member in its line, counted from 1 as the JSON module counts.
    public let column: Int

    /// As compilers print it: `line:column: severity: message [CODE] at /pointer`.
    public var description: String {
        let pointer = location.description
        let place = pointer.isEmpty ? "/" : pointer
        return "\(line):\(column): \(severity.rawValue): \(message) [\(code.rawValue)] at \(place)"
    }
}
