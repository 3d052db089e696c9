/// Where another server is: `http://127.0.0.1:3001`.
public struct HTTPEndpoint: Hashable, Sendable, CustomStringConvertible {
    /// The host's name or address.
    public let host: String
    /// The port.
    public let port: Int

    /// Reads a URL of the scheme `http` with nothing behind the host and the port; `nil` where it is another one.
    public init?(_ text: String) {
        guard text.hasPrefix("http://") else { return nil }
        var rest = text.dropFirst(7)
        if rest.last == "/" { rest = rest.dropLast() }
        guard !rest.isEmpty, !rest.contains(where: { "/?#@".contains($0) }) else { return nil }
        // An address of IPv6 stands in brackets.
        let end = rest.first == "[" ? rest.firstIndex(of: "]").map(rest.index(after:)) : rest.firstIndex(of: ":")
        let name = rest[..<(end ?? rest.endIndex)]
        let digits = rest[(end ?? rest.endIndex)...]
        guard
            digits.isEmpty
                || (digits.first == ":" && (Int(digits.dropFirst()).map { (1...65_535).contains($0) } ?? false))
        else { return nil }
        host = name.first == "[" ? String(name.dropFirst().dropLast()) : String(name)
        port = Int(digits.dropFirst()) ?? 80
        if host.isEmpty { return nil }
    }

    /// The URL.
    public var description: String { "http://\(host):\(port)" }
}
