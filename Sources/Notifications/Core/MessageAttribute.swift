internal import JSON

/// An attribute of a message: what filter policies look at, and what receivers get beside the text.
public struct MessageAttribute: Hashable, Sendable {
    /// 1 to 256 letters, digits, `_`, `-` and `.`.
    public let name: String
    /// `String`, `String.Array`, `Number` or `Binary`, perhaps with a label of the user's own such as `Number.int`.
    public let type: String
    /// The text; of `Binary` its base64.
    public let value: String

    /// Describes an attribute without checks.
    public init(name: String, type: String, value: String) {
        self.name = name
        self.type = type
        self.value = value
    }
}

extension MessageAttribute {
    /// Writes the member `attributes` of an event, where there are any.
    static func writeList(_ attributes: [MessageAttribute], to writer: inout JSONWriter) {
        guard !attributes.isEmpty else { return }
        writer.key("attributes")
        writer.beginArray()
        for attribute in attributes {
            writer.beginObject()
            writer.field("name", attribute.name)
            writer.field("type", attribute.type)
            writer.field("value", attribute.value)
            writer.endObject()
        }
        writer.endArray()
    }

    /// The form in which receivers and the service itself write an attribute.
    static func write(_ attributes: [MessageAttribute], to writer: inout JSONWriter) {
        writer.beginObject()
        for attribute in attributes {
            writer.key(attribute.name)
            writer.beginObject()
            writer.field("Type", attribute.type)
            writer.field("Value", attribute.value)
            writer.endObject()
        }
        writer.endObject()
    }
}
