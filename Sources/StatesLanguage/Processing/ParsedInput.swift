public import JSON

/// A payload together with its value, for what is read many times.
public struct ParsedInput: Sendable, Hashable {
    /// The payload.
    public let text: JSONText
    /// The payload, parsed.
    public let value: JSONValue

    /// Nothing: the payload `{}`.
    public static let empty = ParsedInput(text: .emptyObject, value: .object(JSONObject()))

    /// Parses a payload.
    ///
    /// Throws `JSONError` where the text is not JSON, which a validated one never is.
    public init(_ text: JSONText) throws(JSONError) {
        self.text = text
        value = try text.value()
    }

    private init(text: JSONText, value: JSONValue) {
        self.text = text
        self.value = value
    }
}
