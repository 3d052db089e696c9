/// Whom a mail is from: an address with a name to show.
public struct MailAddress: Hashable, Sendable {
    /// The name to show; any text.
    public let name: String
    /// The address: ASCII, `local@domain`, as RFC 5322, section 3.4.1, writes it without quotes and comments.
    public let address: String

    /// The sender where nothing else is configured: nobody can answer it (RFC 2606, section 2).
    public static let daybook = MailAddress(name: "Daybook", known: "daybook@daybook.invalid")

    /// Makes an address; `nil` where `address` has not the form `local@domain` of dot-atoms.
    public init?(name: String, address: String) {
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy(MailAddress.isDotAtom), address.utf8.count <= 254 else { return nil }
        self.init(name: name, known: address)
    }

    private init(name: String, known address: String) {
        self.name = name
        self.address = address
    }

    /// The part after the `@`.
    var domain: Substring { address.drop { $0 != "@" }.dropFirst() }

    private static func isDotAtom(_ text: Substring) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
            !atom.isEmpty
                && atom.unicodeScalars.allSatisfy { scalar in
                    switch scalar {
                    case "a"..."z", "A"..."Z", "0"..."9": true
                    default: "!#$%&'*+-/=?^_`{|}~".unicodeScalars.contains(scalar)
                    }
                }
        }
    }
}
