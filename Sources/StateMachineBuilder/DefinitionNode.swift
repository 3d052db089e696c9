internal import JSON

/// A piece of the definition that is being written. Unlike a JSON object it may have a key twice: two states of one name
/// are to be refused by the definition's own checks, with their diagnostic, and not here.
indirect enum DefinitionNode: Sendable {
    case scalar(JSONValue)
    case array([DefinitionNode])
    case object([(key: String, value: DefinitionNode)])

    init(_ value: JSONValue) {
        self =
            switch value {
            case .array(let elements): .array(elements.map { DefinitionNode($0) })
            case .object(let members): .object(members.map { ($0.key, DefinitionNode($0.value)) })
            default: .scalar(value)
            }
    }

    /// The members that have a value, in this order.
    init(present members: [(String, JSONValue?)]) {
        self = .object(members.compactMap { key, value in value.map { (key, DefinitionNode($0)) } })
    }
}
