public import Notifications

/// Adds what an application has to say to its mails.
public protocol MailSupplementer: Sendable {
    /// What is added to a message, for every attempt anew.
    ///
    /// - Throws: whatever keeps it from being known now; the attempt fails then and is made again.
    func supplement(to message: OutgoingMessage) async throws -> MailSupplement
}
