internal import JSON

extension Value {
    /// The value as it leaves: nil for undefined and for a function, which no JSON can hold.
    ///
    /// Members that are nothing are left out, elements that are nothing become null. Throws `D1001` for infinity and NaN.
    func json(_ run: Run) throws(Failure) -> JSONValue? {
        switch self {
        case .undefined, .function: return nil
        case .null: return .null
        case .bool(let value): return .bool(value)
        case .number(let value): return .number(try NumberText.jsonNumber(value))
        case .numeral(let numeral): return .number(numeral)
        case .string(let value): return .string(Text.outgoing(value))
        case .json(let object): return .object(object)
        case .array(let array):
            if case .json(let values) = array.items { return .array(values) }
            try run.descend()
            defer { run.ascend() }
            try run.allocate(array.items.count * 32)
            var values: [JSONValue] = []
            values.reserveCapacity(array.items.count)
            for index in 0..<array.items.count { values.append(try array.items[index].json(run) ?? .null) }
            return .array(values)
        case .object(let object):
            try run.descend()
            defer { run.ascend() }
            var members: [(String, JSONValue)] = []
            members.reserveCapacity(object.members.count)
            for index in object.members.keys.indices {
                guard let value = try object.members.values[index].json(run) else { continue }
                members.append((Text.outgoing(object.members.keys[index]), value))
            }
            return .object(Self.object(of: members))
        case .tuples(let stream):
            return try Value.list(stream.tuples.map(\.context)).json(run)
        }
    }

    /// Keys are unique unless two became the same on leaving.
    private static func object(of members: [(String, JSONValue)]) -> JSONObject {
        var object = JSONObject()
        for (key, value) in members { object[key] = value }
        return object
    }

    /// The value for an error to quote, as far as it is JSON and not too large.
    func quoted(_ run: Run) -> JSONValue? {
        switch self {
        case .array(let array) where array.items.count > 100: nil
        default: try? json(run)
        }
    }
}
