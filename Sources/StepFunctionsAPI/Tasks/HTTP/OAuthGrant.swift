internal import FoundationEssentials
internal import JSON

/// How a token is asked for: the client credentials grant (RFC 6749, section 4.4), as EventBridge's `OAuthParameters` have it.
struct OAuthGrant: Sendable {
    let endpoint: HTTPURL
    let method: String
    private let parameters: HTTPParameters

    private static let members: Set = [
        "AuthorizationEndpoint", "HttpMethod", "ClientParameters", "OAuthHttpParameters",
    ]

    /// Reads `OAuthParameters` of a connection's `AuthParameters`.
    ///
    /// - Throws: `HTTPConnections.Failure` at what cannot be read.
    init(_ authentication: JSONValue) throws(HTTPConnections.Failure) {
        let value = try authentication.object("OAuthParameters", of: OAuthGrant.members)
        guard let endpoint = HTTPURL(try value.text("AuthorizationEndpoint")) else {
            throw .init(reason: "the AuthorizationEndpoint is not a URL of https or http without a login in it")
        }
        self.endpoint = endpoint
        method = try value.text("HttpMethod")
        guard ["GET", "POST", "PUT"].contains(method) else {
            throw .init(reason: "the HttpMethod '\(method)' is none of GET, POST and PUT")
        }
        let client = try value.object("ClientParameters", of: ["ClientID", "ClientSecret"])
        let (id, secret) = (try client.text("ClientID"), try client.text("ClientSecret"))
        var parameters = try HTTPParameters("OAuthHttpParameters", of: value)
        // Servers take the client's login in the header, all of them; those that want it elsewhere are given it there.
        let isGivenElsewhere = (parameters.query + parameters.body).contains { $0.name == "client_secret" }
        if !isGivenElsewhere, parameters.header("Authorization") == nil {
            let pair = "\(id.formEncoded):\(secret.formEncoded)"
            parameters.headers.append(("Authorization", "Basic " + Data(pair.utf8).base64EncodedString()))
        }
        if !(parameters.query + parameters.body).contains(where: { $0.name == "grant_type" }) {
            parameters.body.insert(("grant_type", "client_credentials"), at: 0)
        }
        if parameters.header("Accept") == nil { parameters.headers.append(("Accept", "application/json")) }
        if method == "GET" {
            parameters.query += parameters.body
            parameters.body = []
        } else if parameters.header("Content-Type") == nil {
            parameters.headers.append(("Content-Type", "application/x-www-form-urlencoded"))
        }
        try parameters.checkHeaders()
        self.parameters = parameters
    }

    var url: String {
        endpoint.adding(parameters.query.map { "\($0.name.percentEncoded)=\($0.value.percentEncoded)" })
    }

    var headers: [(String, String)] { parameters.headers.map { ($0.name, $0.value) } }

    /// A form, or JSON where the headers say so.
    var body: [UInt8] {
        guard method != "GET" else { return [] }
        guard parameters.header("Content-Type")?.lowercased().contains("json") == true else {
            return Array(
                parameters.body.map { "\($0.name.formEncoded)=\($0.value.formEncoded)" }.joined(separator: "&").utf8)
        }
        var object = JSONObject()
        for parameter in parameters.body { object[parameter.name] = .string(parameter.value) }
        return JSONValue.object(object).utf8
    }
}

extension String {
    /// As forms write it: percent encoded, with `+` for a space.
    fileprivate var formEncoded: String { percentEncoded.replacing("%20", with: "+") }
}
