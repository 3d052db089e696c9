import JSON

extension PayloadTemplate {
    /// A part of a template. What holds no path is one literal, however deep.
    indirect enum Node: Sendable, Hashable {
        case literal(JSONValue)
        case path(JSONPath, field: String)
        case object([Member])
        case array([Node])

        /// A member of an object, its key without `.$`.
        struct Member: Sendable, Hashable {
            let key: String
            let node: Node
        }
    }
}
