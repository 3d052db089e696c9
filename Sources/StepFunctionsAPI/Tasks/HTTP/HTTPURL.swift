internal import CurlTransfers

/// A URL of `https` or `http`: a scheme, a host, and nothing that could be read in two ways.
struct HTTPURL: Hashable, Sendable {
    let text: String
    let scheme: String
    /// The host in small letters: a name, or an address; one of IPv6 without its brackets.
    let host: String

    /// - Returns: `nil` where the text is another URL or none, has a login in it, or a host that libcurl would decode first.
    init?(_ text: String) {
        guard let scheme = ["https", "http"].first(where: { text.hasPrefix("\($0)://") }),
            text.utf8.allSatisfy({ (0x21...0x7e).contains($0) }), !text.contains("\\")
        else { return nil }
        let authority = text.dropFirst(scheme.count + 3).prefix { !"/?#".contains($0) }
        let end = authority.first == "[" ? authority.firstIndex(of: "]") : authority.firstIndex(of: ":")
        var host = authority[..<(end ?? authority.endIndex)]
        var port = authority[(end ?? authority.endIndex)...]
        if host.first == "[" {
            host = host.dropFirst()
            port = port.dropFirst()
            guard end != nil, host.allSatisfy({ $0.isHexDigit || ":.".contains($0) }) else { return nil }
        } else {
            guard host.allSatisfy({ $0.isLetter || $0.isNumber || "-._".contains($0) }) else { return nil }
        }
        guard !host.isEmpty, port.isEmpty || port.first == ":" && port.dropFirst().allSatisfy(\.isNumber) else {
            return nil
        }
        self.text = text
        self.scheme = scheme
        self.host = host.lowercased()
    }

    /// The URL without its fragment, and with these fields in its query.
    func adding(_ fields: [String]) -> String {
        let base = text.split(separator: "#", maxSplits: 1)[0]
        guard !fields.isEmpty else { return String(base) }
        return base + (base.contains("?") ? "&" : "?") + fields.joined(separator: "&")
    }

    /// Where a call of it may go: without TLS only to networks that were allowed by name, because a login goes with it.
    func addresses(_ policy: AddressPolicy) -> AddressPolicy {
        var policy = policy
        if scheme == "http" { policy.allowsPublic = false }
        return policy
    }
}
