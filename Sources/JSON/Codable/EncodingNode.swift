/// What a type has encoded so far. A class, because containers and nested encoders write to it until it is finished.
final class EncodingNode {
    private enum Content {
        case nothing
        case value(JSONValue)
        case object(JSONObject, open: [String: EncodingNode])
        case array([JSONValue], open: [Int: EncodingNode])
    }

    private var content = Content.nothing

    /// The finished value, or nil when nothing was encoded.
    var value: JSONValue? {
        switch content {
        case .nothing: return nil
        case .value(let value): return value
        case .object(var object, let open):
            for (key, node) in open { object[key] = node.value ?? .object(JSONObject()) }
            return .object(object)
        case .array(var elements, let open):
            for (index, node) in open { elements[index] = node.value ?? .object(JSONObject()) }
            return .array(elements)
        }
    }

    /// The number of elements of an array.
    var count: Int {
        if case .array(let elements, _) = content { elements.count } else { 0 }
    }

    func set(_ value: JSONValue) {
        content = .value(value)
    }

    /// Becomes an object; one that it is already is continued.
    func beginObject() {
        if case .object = content { return }
        content = .object(JSONObject(), open: [:])
    }

    /// Becomes an array; one that it is already is continued.
    func beginArray() {
        if case .array = content { return }
        content = .array([], open: [:])
    }

    func set(_ value: JSONValue, for key: String) {
        guard case .object(var object, var open) = content else { return }
        content = .nothing
        object[key] = value
        open[key] = nil
        content = .object(object, open: open)
    }

    func append(_ value: JSONValue) {
        guard case .array(var elements, let open) = content else { return }
        content = .nothing
        elements.append(value)
        content = .array(elements, open: open)
    }

    /// Keeps a member's place for a node that is still being written.
    func set(_ node: EncodingNode, for key: String) {
        set(.null, for: key)
        guard case .object(let object, var open) = content else { return }
        open[key] = node
        content = .object(object, open: open)
    }

    /// Keeps an element's place for a node that is still being written.
    func append(_ node: EncodingNode) {
        append(.null)
        guard case .array(let elements, var open) = content else { return }
        open[elements.count - 1] = node
        content = .array(elements, open: open)
    }
}
