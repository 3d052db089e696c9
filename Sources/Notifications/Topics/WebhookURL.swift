/// The address of a webhook, taken apart as far as its rules need it.
struct WebhookURL: Hashable {
    let scheme: String
    /// The host, in lower case; an address of IPv6 in its brackets.
    let host: String
    let port: Int

    /// Reads an absolute URL of `scheme`.
    ///
    /// - Throws: `Problem` with what is wrong; the address itself is not in it.
    init(_ text: String, scheme: String) throws(Problem) {
        let (start, longest) = ("\(scheme)://", 2048)
        guard text.hasPrefix(start) else { throw Problem("the URL of a webhook begins with \(start)") }
        guard text.utf8.count <= longest else { throw Problem("the URL of a webhook has at most 2,048 bytes") }
        guard text.utf8.allSatisfy({ (0x21...0x7e).contains($0) }),
            !text.contains(where: { "\\\"<>^`{|}#".contains($0) })
        else { throw Problem("it has characters that have to be escaped, or a fragment") }
        let authority = text.dropFirst(start.count).prefix { $0 != "/" && $0 != "?" }
        guard !authority.contains("@") else { throw Problem("it names a user or a password") }
        let (host, port) = try WebhookURL.parts(of: authority)
        self.scheme = scheme
        self.host = host
        self.port = port ?? (scheme == "https" ? 443 : 80)
    }

    private static func parts(of authority: Substring) throws(Problem) -> (host: String, port: Int?) {
        let end =
            authority.hasPrefix("[")
            ? authority.firstIndex(of: "]").map { authority.index(after: $0) } : authority.firstIndex(of: ":")
        let host = authority[..<(end ?? authority.endIndex)].lowercased()
        let rest = authority[(end ?? authority.endIndex)...]
        let isAddress = host.hasPrefix("[") && host.hasSuffix("]")
        guard isAddress || DomainName(host) != nil else { throw Problem("it names no host") }
        guard !rest.isEmpty else { return (host, nil) }
        guard rest.hasPrefix(":"), let port = Int(rest.dropFirst()), (1...65_535).contains(port) else {
            throw Problem("its port is none")
        }
        return (host, port)
    }

    /// What is wrong with a URL.
    struct Problem: Error {
        let reason: String

        init(_ reason: String) {
            self.reason = reason
        }
    }
}
