/// A server of SMTP that takes mail: where it is, who one is there, and how the way is secured. It prints without its
/// password.
public struct SMTPServer: Hashable, Sendable, CustomStringConvertible {
    /// How the way to the server is secured.
    public enum Security: String, Hashable, Sendable {
        /// TLS from the first byte: `smtps://`.
        case implicit
        /// STARTTLS, and no mail without it: what `smtp://` means.
        case required
        /// STARTTLS where the server offers it: whoever is on the way may have taken the offer out.
        case opportunistic
        /// Nothing is secured.
        case off
    }

    /// The host: a name, or an address of IPv6 in its brackets.
    public let host: String
    /// The port. By default 465 with TLS from the first byte, 587 otherwise.
    public let port: Int
    /// How the way is secured.
    public let security: Security
    /// Who one is there; `nil` for nobody.
    public let user: String?
    let password: String?
    /// What was read; it may hold the password.
    let text: String

    /// Reads `smtp://USER:PASSWORD@HOST:PORT?tls=required`, or `smtps://…`: user, password, port and `tls` (`required`,
    /// `opportunistic` or `off`, with `smtp` alone) may be missing. User and password are percent-encoded.
    ///
    /// - Throws: `SMTPServerError` with what is wrong; the text is not in it. A password is refused where it could be read on
    ///   the way, unless the server is on this machine.
    public init(_ text: String) throws(SMTPServerError) {
        self.text = text
        let scheme = text.prefix { $0 != ":" }.lowercased()
        guard scheme == "smtp" || scheme == "smtps", text.dropFirst(scheme.count).hasPrefix("://") else {
            throw SMTPServerError("it begins with neither smtp:// nor smtps://")
        }
        let rest = text.dropFirst(scheme.count + 3)
        let parts = rest.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let authority = parts[0].hasSuffix("/") ? parts[0].dropLast() : parts[0]
        guard !authority.contains("/"), !text.contains("#") else {
            throw SMTPServerError("it has a path or a fragment")
        }
        let at = authority.lastIndex(of: "@")
        let place = at.map { authority[authority.index(after: $0)...] } ?? authority
        security = try SMTPServer.security(scheme, parts.count == 2 ? parts[1] : nil)
        (host, port) = try SMTPServer.place(place, defaultPort: scheme == "smtps" ? 465 : 587)
        (user, password) = try SMTPServer.credentials(at.map { authority[..<$0] })
        let isLocal = host == "localhost" || host == "[::1]" || host.hasPrefix("127.")
        if password != nil, security == .off || security == .opportunistic, !isLocal {
            throw SMTPServerError("a password would go over a way that is not secured: use smtps://, or tls=required")
        }
    }

    /// Where it is and how the way there is secured.
    public var description: String {
        let scheme = security == .implicit ? "smtps" : "smtp"
        return "\(scheme)://\(user == nil ? "" : "…@")\(host):\(port)"
            + (security == .implicit ? "" : "?tls=\(security.rawValue)")
    }

    var url: String { "\(security == .implicit ? "smtps" : "smtp")://\(host):\(port)" }

    private static func security(_ scheme: String, _ query: Substring?) throws(SMTPServerError) -> Security {
        guard let query else { return scheme == "smtps" ? .implicit : .required }
        guard scheme == "smtp", query.hasPrefix("tls="), let security = Security(rawValue: String(query.dropFirst(4))),
            security != .implicit
        else { throw SMTPServerError("after ? comes tls=required, tls=opportunistic or tls=off, of smtp:// alone") }
        return security
    }

    private static func place(
        _ text: Substring, defaultPort: Int
    ) throws(SMTPServerError) -> (host: String, port: Int) {
        let end =
            text.hasPrefix("[") ? text.firstIndex(of: "]").map { text.index(after: $0) } : text.firstIndex(of: ":")
        let host = text[..<(end ?? text.endIndex)]
        let rest = text[(end ?? text.endIndex)...]
        let isWritable = host.unicodeScalars.allSatisfy { scalar in
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", ".", "-", "_", "[", "]", ":": true
            default: false
            }
        }
        guard !host.isEmpty, isWritable else { throw SMTPServerError("it names no host") }
        guard !rest.isEmpty else { return (host.lowercased(), defaultPort) }
        guard rest.hasPrefix(":"), let port = Int(rest.dropFirst()), (1...65_535).contains(port) else {
            throw SMTPServerError("its port is none")
        }
        return (host.lowercased(), port)
    }

    /// A text whose `%41` are `A`; `nil` where one is none, or where the bytes are not UTF-8.
    private static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(2)
            guard digits.count == 2, let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func credentials(
        _ text: Substring?
    ) throws(SMTPServerError) -> (user: String?, password: String?) {
        guard let text else { return (nil, nil) }
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let user = decoded(parts[0]), !user.isEmpty else {
            throw SMTPServerError("its user is not percent-encoded, or empty")
        }
        guard parts.count == 2 else { return (user, nil) }
        guard let password = decoded(parts[1]) else {
            throw SMTPServerError("its password is not percent-encoded")
        }
        guard !(user + password).unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7f }) else {
            throw SMTPServerError("user and password have no control characters")
        }
        return (user, password)
    }
}
