internal import FoundationEssentials
internal import JSON

/// What a task of `http:invoke` logs in with, and what goes with every request: a connection of EventBridge.
struct HTTPConnection: Sendable {
    var headers: [(name: String, value: String)] = []
    var query: [(name: String, value: String)] = []
    var body: [(name: String, value: String)] = []

    /// Reads what `CreateConnection` of EventBridge is given as `AuthParameters`, with `AuthorizationType` beside.
    init(_ value: JSONValue) throws(HTTPConnections.Failure) {
        func text(_ object: JSONValue?, _ name: String) throws(HTTPConnections.Failure) -> String {
            guard let text = object?[name]?.stringValue else { throw .init(reason: "'\(name)' is missing") }
            return text
        }
        switch try text(value, "AuthorizationType") {
        case "BASIC":
            let parameters = value["BasicAuthParameters"]
            let pair = try text(parameters, "Username") + ":" + text(parameters, "Password")
            headers.append(("Authorization", "Basic " + Data(pair.utf8).base64EncodedString()))
        case "API_KEY":
            let parameters = value["ApiKeyAuthParameters"]
            headers.append((try text(parameters, "ApiKeyName"), try text(parameters, "ApiKeyValue")))
        case let other: throw .init(reason: "the AuthorizationType '\(other)' is neither BASIC nor API_KEY")
        }
        let more = value["InvocationHttpParameters"]
        for (list, keyPath) in [
            ("HeaderParameters", \HTTPConnection.headers), ("QueryStringParameters", \.query),
            ("BodyParameters", \.body),
        ] {
            for parameter in more?[list]?.arrayValue ?? [] {
                self[keyPath: keyPath].append((try text(parameter, "Key"), try text(parameter, "Value")))
            }
        }
        guard headers.allSatisfy({ $0.name.isHeaderName && $0.value.isHeaderValue }) else {
            throw .init(reason: "a header has characters that no header may have")
        }
    }
}
