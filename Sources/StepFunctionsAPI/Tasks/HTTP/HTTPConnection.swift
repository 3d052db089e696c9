internal import FoundationEssentials
internal import JSON

/// What a task of `http:invoke` logs in with, and what goes with every request: a connection of EventBridge.
struct HTTPConnection: Sendable {
    /// What goes with every request; the login is among the headers, unless it is a token that is yet to be fetched.
    private(set) var parameters: HTTPParameters
    /// How a token is fetched that goes with every request.
    private(set) var grant: OAuthGrant?
    /// The hosts that it may be used for; all where it is `nil`.
    private let hosts: [HostPattern]?

    private static let members: Set = [
        "Name", "Description", "AuthorizationType", "AuthParameters", "BasicAuthParameters", "ApiKeyAuthParameters",
        "OAuthParameters", "InvocationHttpParameters", "AllowedHosts",
    ]

    /// Reads what `CreateConnection` of EventBridge is given. What it has in `AuthParameters` may also stand beside it.
    init(_ value: JSONValue) throws(HTTPConnections.Failure) {
        let auth = value["AuthParameters"] ?? value
        for object in [value, auth] {
            // A rule with a slip of the pen in its name would allow what it should not.
            let unknown = object.objectValue?.first { !HTTPConnection.members.contains($0.key) }
            if let unknown { throw .init(reason: "'\(unknown.key)' is not known") }
        }
        hosts = try HTTPConnection.hosts(value["AllowedHosts"])
        parameters = try HTTPParameters(auth["InvocationHttpParameters"])
        switch try value.text("AuthorizationType") {
        case "BASIC":
            let login = auth["BasicAuthParameters"] ?? .null
            let pair = try login.text("Username") + ":" + login.text("Password")
            parameters.headers.insert(("Authorization", "Basic " + Data(pair.utf8).base64EncodedString()), at: 0)
        case "API_KEY":
            let login = auth["ApiKeyAuthParameters"] ?? .null
            parameters.headers.insert((try login.text("ApiKeyName"), try login.text("ApiKeyValue")), at: 0)
        case "OAUTH_CLIENT_CREDENTIALS":
            grant = try OAuthGrant(auth["OAuthParameters"] ?? .null)
            guard parameters.header("Authorization") == nil else {
                throw .init(reason: "the header 'Authorization' is that of the token")
            }
        case let other:
            throw .init(
                reason: "the AuthorizationType '\(other)' is none of BASIC, API_KEY and OAUTH_CLIENT_CREDENTIALS")
        }
        try parameters.checkHeaders()
    }

    private static func hosts(_ value: JSONValue?) throws(HTTPConnections.Failure) -> [HostPattern]? {
        guard let value else { return nil }
        let texts = value.arrayValue?.compactMap(\.stringValue) ?? []
        let patterns = texts.compactMap { HostPattern($0) }
        guard !patterns.isEmpty, patterns.count == value.arrayValue?.count else {
            throw .init(reason: "'AllowedHosts' is no list of hosts such as api.example.com or *.example.com")
        }
        return patterns
    }

    /// Whether it may be used for a host.
    func allows(_ host: String) -> Bool {
        hosts?.contains { $0.allows(host) } ?? true
    }
}
