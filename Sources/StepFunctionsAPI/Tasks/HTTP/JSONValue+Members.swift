internal import JSON

extension JSONValue {
    /// A member that is a text.
    ///
    /// - Throws: `HTTPConnections.Failure` where it is missing or something else.
    func text(_ name: String) throws(HTTPConnections.Failure) -> String {
        guard let text = self[name]?.stringValue else { throw .init(reason: "'\(name)' is missing") }
        return text
    }

    /// A member that is an object with no other members than these; nothing where it is missing.
    ///
    /// - Throws: `HTTPConnections.Failure` where it is something else, or has others: a rule with a slip of the pen in its name
    ///   would allow what it should not.
    func object(_ name: String, of known: Set<String>) throws(HTTPConnections.Failure) -> JSONValue {
        guard let value = self[name] else { return .object(JSONObject()) }
        try value.requireMembers(of: known, in: "'\(name)'")
        return value
    }

    /// The elements of a member that is a list; none where it is missing.
    ///
    /// - Throws: `HTTPConnections.Failure` where it is something else.
    func list(_ name: String) throws(HTTPConnections.Failure) -> [JSONValue] {
        guard let value = self[name] else { return [] }
        guard let elements = value.arrayValue else { throw .init(reason: "'\(name)' is no list") }
        return elements
    }

    /// - Throws: `HTTPConnections.Failure` where it is no object, or has other members than these.
    func requireMembers(of known: Set<String>, in place: String) throws(HTTPConnections.Failure) {
        guard let object = objectValue else { throw .init(reason: "\(place) is no object") }
        if let unknown = object.first(where: { !known.contains($0.key) }) {
            throw .init(reason: "'\(unknown.key)' is not known in \(place)")
        }
    }
}
