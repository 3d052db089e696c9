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
    /// More than the service says, where more is known: which character of a path is wrong.
    public var detail: String?
    /// The member at fault; the root of the document for faults of the whole.
    public let location: JSONPointer
    /// Whether a warning was inferred from the rest of the definition; a certain one holds whatever happens.
    public var isInferred = false
    /// The line of what is at fault in the definition's text, counted from 1; it may stand inside what `location` names.
    public let line: Int
    /// The column of what is at fault in its line, counted from 1 as the JSON module counts.
    public let column: Int

    /// The message with its detail.
    public var fullMessage: String { detail.map { "\(message): \($0)" } ?? message }

    /// As compilers print it: `line:column: severity: message [CODE] at /pointer`.
    public var description: String {
        let pointer = location.description
        let place = pointer.isEmpty ? "/" : pointer
        let inferred = isInferred ? " (inferred)" : ""
        return "\(line):\(column): \(severity.rawValue)\(inferred): \(fullMessage) [\(code.rawValue)] at \(place)"
    }
}
