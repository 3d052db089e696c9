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

    private static let members: Set = ["Name", "Description", "AuthorizationType", "AllowedHosts", "AuthParameters"]
    private static let authentication: Set = [
        "BasicAuthParameters", "ApiKeyAuthParameters", "OAuthParameters", "InvocationHttpParameters",
    ]

    /// Reads what `CreateConnection` of EventBridge is given. What it has in `AuthParameters` may also stand in their place.
    init(_ value: JSONValue) throws(HTTPConnections.Failure) {
        let isNested = value["AuthParameters"] != nil
        try value.requireMembers(
            of: isNested ? HTTPConnection.members : HTTPConnection.members.union(HTTPConnection.authentication),
            in: "the connection")
        let auth = isNested ? try value.object("AuthParameters", of: HTTPConnection.authentication) : value
        hosts = try HTTPConnection.hosts(value["AllowedHosts"])
        parameters = try HTTPParameters("InvocationHttpParameters", of: auth)
        switch try value.text("AuthorizationType") {
        case "BASIC":
            let login = try auth.object("BasicAuthParameters", of: ["Username", "Password"])
            let pair = try login.text("Username") + ":" + login.text("Password")
            parameters.headers.insert(("Authorization", "Basic " + Data(pair.utf8).base64EncodedString()), at: 0)
        case "API_KEY":
            let login = try auth.object("ApiKeyAuthParameters", of: ["ApiKeyName", "ApiKeyValue"])
            parameters.headers.insert((try login.text("ApiKeyName"), try login.text("ApiKeyValue")), at: 0)
        case "OAUTH_CLIENT_CREDENTIALS":
            grant = try OAuthGrant(auth)
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
