internal import JSON

/// What a connection adds to requests: EventBridge's `ConnectionHttpParameters`.
struct HTTPParameters: Sendable {
    typealias Parameter = (name: String, value: String)

    var headers: [Parameter] = []
    var query: [Parameter] = []
    var body: [Parameter] = []

    init() {}

    private static let members: Set = ["HeaderParameters", "QueryStringParameters", "BodyParameters"]

    /// Reads a member of a connection; there are none where it is missing.
    ///
    /// - Throws: `HTTPConnections.Failure` at what cannot be read.
    init(_ name: String, of object: JSONValue) throws(HTTPConnections.Failure) {
        let value = try object.object(name, of: HTTPParameters.members)
        for (list, keyPath) in [
            ("HeaderParameters", \HTTPParameters.headers), ("QueryStringParameters", \.query),
            ("BodyParameters", \.body),
        ] {
            for parameter in try value.list(list) {
                try parameter.requireMembers(of: ["Key", "Value", "IsValueSecret"], in: "'\(list)'")
                self[keyPath: keyPath].append((try parameter.text("Key"), try parameter.text("Value")))
            }
        }
    }

    /// - Throws: `HTTPConnections.Failure` where a header cannot be sent as it is, or is there twice.
    func checkHeaders() throws(HTTPConnections.Failure) {
        guard headers.allSatisfy({ $0.name.isHeaderName && $0.value.isHeaderValue }) else {
            throw .init(reason: "a header has characters that no header may have")
        }
        guard Set(headers.map { $0.name.lowercased() }).count == headers.count else {
            throw .init(reason: "a header is there twice")
        }
    }

    func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// The same names with nothing of the values, which are secrets.
    var withoutValues: HTTPParameters {
        func hidden(_ parameters: [Parameter]) -> [Parameter] { parameters.map { ($0.name, "REDACTED") } }
        var masked = HTTPParameters()
        masked.headers = hidden(headers)
        masked.query = hidden(query)
        masked.body = hidden(body)
        return masked
    }
}
