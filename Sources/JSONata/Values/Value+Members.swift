internal import JSON

extension Value {
    /// The value of a member of an object; nil when there is none or this is no object.
    @inline(__always)
    func member(_ key: String) -> Value? {
        switch self {
        case .json(let object): object[key].map { Value($0) }
        case .object(let object): object.members[key]
        default: nil
        }
    }

    /// The keys of an object in order, nil for any other value.
    var memberKeys: [String]? {
        switch self {
        case .json(let object): object.keys
        case .object(let object): object.members.keys
        default: nil
        }
    }

    /// Whether this is an object.
    var isObject: Bool {
        switch self {
        case .json, .object: true
        default: false
        }
    }

    /// The values of an object's members in order.
    var memberValues: [Value] {
        switch self {
        case .json(let object): object.map { Value($0.value) }
        case .object(let object): object.members.values
        default: []
        }
    }

    /// An object's members to go on with.
    var asMembers: Members {
        switch self {
        case .object(let object): return object.members
        case .json(let object):
            var members = Members()
            for (key, value) in object { members.append(key, Value(value)) }
            return members
        default: return Members()
        }
    }
}
