/// Whom a mail is from: an address with a name to show.
public struct MailAddress: Hashable, Sendable {
    /// The name to show; any text.
    public let name: String
    /// The mailbox.
    public let mailbox: EmailAddress

    /// The sender where nothing else is configured: nobody can answer it (RFC 2606, section 2).
    public static let daybook = MailAddress(name: "Daybook", mailbox: EmailAddress("daybook@daybook.invalid")!)

    /// Makes an address; `nil` where `address` is not the address of a mailbox.
    public init?(name: String, address: String) {
        guard let mailbox = EmailAddress(address) else { return nil }
        self.init(name: name, mailbox: mailbox)
    }

    /// Makes an address.
    public init(name: String, mailbox: EmailAddress) {
        self.name = name
        self.mailbox = mailbox
    }

    /// `local@domain`, with the domain in ASCII.
    public var address: String { mailbox.description }

    /// The part after the `@`, in ASCII.
    var domain: String { mailbox.domain }
}
