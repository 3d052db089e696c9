internal import JSON

/// The connections that tasks of `http:invoke` name in `Authentication`, by their ARNs.
public struct HTTPConnections: Sendable {
    /// What is wrong with a file of connections; it holds nothing of their secrets.
    public struct Failure: Error, Hashable, CustomStringConvertible {
        /// What is wrong.
        public let reason: String
        /// The same.
        public var description: String { reason }
    }

    private let connections: [String: HTTPConnection]

    /// None.
    public init() {
        connections = [:]
    }

    /// Reads a JSON object whose members are ARNs of connections, each with what `CreateConnection` of EventBridge takes:
    ///
    /// ```json
    /// {"arn:aws:events:us-east-1:123456789012:connection/billing/1": {
    ///   "AuthorizationType": "API_KEY", "ApiKeyAuthParameters": {"ApiKeyName": "X-Key", "ApiKeyValue": "…"},
    ///   "AllowedHosts": ["api.example.com", "*.example.org"]}}
    /// ```
    ///
    /// `AllowedHosts`, which EventBridge does not have, are those that the connection is used for; all where it is not there.
    ///
    /// - Throws: `Failure` at what cannot be read.
    public init(parsing text: String) throws(Failure) {
        guard let object = (try? JSONValue(parsing: text))?.objectValue else {
            throw Failure(reason: "it is no JSON object")
        }
        var connections: [String: HTTPConnection] = [:]
        for (arn, value) in object {
            do {
                connections[arn] = try HTTPConnection(value)
            } catch {
                throw Failure(reason: "'\(arn)': \(error)")
            }
        }
        self.connections = connections
    }

    subscript(arn: String) -> HTTPConnection? { connections[arn] }

    /// The ARNs of those whose token is fetched.
    var withTokens: [String] { connections.filter { $0.value.grant != nil }.map(\.key) }
}
