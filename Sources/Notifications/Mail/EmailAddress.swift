/// The address of a mailbox: `local@domain`, without quotes and comments (RFC 5322, section 3.4.1; RFC 6531, section 3.3).
public struct EmailAddress: Hashable, Sendable, CustomStringConvertible {
    /// The part before the `@`: a dot-atom, which may hold characters beyond ASCII.
    public let local: String
    /// The domain in ASCII and lower case; other characters are written as RFC 3492 does it.
    public let domain: String

    /// Reads an address; `nil` where it has another form, or parts longer than 64 and 253 bytes.
    public init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count <= 64, EmailAddress.isDotAtom(parts[0]),
            let domain = DomainName(parts[1])
        else { return nil }
        local = String(parts[0])
        self.domain = domain.ascii
        guard local.utf8.count + self.domain.utf8.count < 254 else { return nil }
    }

    /// Whether only servers with `SMTPUTF8` can carry mail to it.
    public var needsUTF8: Bool { !local.utf8.allSatisfy { $0 < 0x80 } }

    /// The address with its domain in ASCII.
    public var description: String { "\(local)@\(domain)" }

    private static func isDotAtom(_ text: Substring) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
            !atom.isEmpty && atom.unicodeScalars.allSatisfy(isAtomText)
        }
    }

    private static func isAtomText(_ scalar: UnicodeScalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": true
        case _ where scalar.isASCII: "!#$%&'*+-/=?^_`{|}~".unicodeScalars.contains(scalar)
        default: DomainName.isPrintable(scalar)
        }
    }
}
