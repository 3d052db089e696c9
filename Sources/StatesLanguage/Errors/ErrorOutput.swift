public import JSON

/// What an error leaves behind: a name and a cause.
public struct ErrorOutput: Error, Sendable, Hashable {
    /// The error's name.
    public let error: String?
    /// What happened, for a person.
    public let cause: String?

    /// Makes an error output.
    public init(error: String?, cause: String?) {
        self.error = error
        self.cause = cause
    }

    /// The JSON a catcher hands on: `{"Error": …, "Cause": …}`, without what is missing; where both are, both are null, as
    /// recorded.
    public var jsonText: JSONText {
        JSONText(value)
    }

    var value: JSONValue {
        guard error != nil || cause != nil else { return ["Error": .null, "Cause": .null] }
        var object = JSONObject()
        if let error { object["Error"] = .string(error) }
        if let cause { object["Cause"] = .string(cause) }
        return .object(object)
    }
}
