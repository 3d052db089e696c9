/// Where another server is: `http://127.0.0.1:3001`.
public struct HTTPEndpoint: Hashable, Sendable, CustomStringConvertible {
    /// `http` or `https`.
    public let scheme: String
    /// The host's name or address.
    public let host: String
    /// The port.
    public let port: Int

    /// Reads a URL of the scheme `http` or `https` with nothing behind the host and the port; `nil` where it is another one.
    public init?(_ text: String) {
        guard let scheme = ["http", "https"].first(where: { text.hasPrefix("\($0)://") }) else { return nil }
        var rest = text.dropFirst(scheme.count + 3)
        if rest.last == "/" { rest = rest.dropLast() }
        guard !rest.isEmpty, rest.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || ".-_:[]".contains($0)) })
        else { return nil }
        // An address of IPv6 stands in brackets.
        let end = rest.first == "[" ? rest.firstIndex(of: "]").map(rest.index(after:)) : rest.firstIndex(of: ":")
        let name = rest[..<(end ?? rest.endIndex)]
        let digits = rest[(end ?? rest.endIndex)...]
        guard
            digits.isEmpty
                || (digits.first == ":" && (Int(digits.dropFirst()).map { (1...65_535).contains($0) } ?? false))
        else { return nil }
        self.scheme = scheme
        host = name.first == "[" ? String(name.dropFirst().dropLast()) : String(name)
        port = Int(digits.dropFirst()) ?? (scheme == "http" ? 80 : 443)
        if host.isEmpty { return nil }
    }

    /// The URL.
    public var description: String { "\(scheme)://\(bracketedHost):\(port)" }

    /// What the header `Host` has: the port only where it is not the scheme's.
    var authority: String { port == (scheme == "http" ? 80 : 443) ? bracketedHost : "\(bracketedHost):\(port)" }

    private var bracketedHost: String { host.contains(":") ? "[\(host)]" : host }
}
