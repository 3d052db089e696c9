/// Why a text names no server of SMTP. The text is not in it: it may hold a password.
public struct SMTPServerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public let reason: String

    init(_ reason: String) {
        self.reason = reason
    }

    /// One line.
    public var description: String { "the URL names no server of SMTP: \(reason)" }
}
