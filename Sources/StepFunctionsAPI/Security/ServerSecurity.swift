/// Who may use a server, how often, and whether somebody may listen.
public struct ServerSecurity: Sendable {
    /// Why a server does not begin to listen.
    public struct Refusal: Error, Hashable, CustomStringConvertible {
        /// What is missing.
        public let reason: String
        /// The same.
        public var description: String { reason }
    }

    /// Who may use it; everybody where it is `nil`.
    public var credentials: ServerCredentials?
    /// How often a client may ask; as often as it likes where it is `nil`.
    public var rateLimit: RateLimit?
    /// How many connections may be open; as many as the system allows where it is `nil`.
    public var connectionLimit: ConnectionLimit?
    /// The certificate of TLS, with those that it rests on, and its key; without TLS where it is `nil`.
    public var tls: ServerCertificate?

    /// Everybody, as often as they like, without TLS: for loopback only.
    public init() {}

    /// Why a server may not listen there; `nil` where it may.
    public func problem(listeningOn host: String) -> String? {
        guard !ServerSecurity.isLoopback(host) else { return nil }
        var missing: [String] = []
        if credentials == nil { missing.append("who may use it (--credentials FILE)") }
        if tls == nil { missing.append("a certificate for TLS (--tls-certificate FILE --tls-key FILE)") }
        guard !missing.isEmpty else { return nil }
        return "To listen on '\(host)', which others can reach, it needs \(missing.joined(separator: " and "))."
    }

    static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
