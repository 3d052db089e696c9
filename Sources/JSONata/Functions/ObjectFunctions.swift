internal import JSON

/// Functions of objects.
enum ObjectFunctions {
    static let all: [NativeFunction] = [
        NativeFunction("keys", "<x-:a<s>>", arity: 1) { call throws(Failure) in
            var keys = Members()
            try collectKeys(of: call[0], into: &keys, call.run)
            return .array(ArrayValue(.values(keys.keys.map(Value.string)), .sequence))
        },
        NativeFunction("lookup", "<x-s:x>", arity: 2) { call throws(Failure) in
            guard let name = call.string(1) else { return .undefined }
            return try NameNode.lookUp(name, in: call[0], call.run)
        },
        NativeFunction("spread", "<x-:a<o>>", arity: 1) { call throws(Failure) in try spread(call[0], call.run) },
        NativeFunction("merge", "<a<o>:o>", arity: 1, merge),
        NativeFunction("sift", "<o-f?:o>", arity: 2, sift),
        NativeFunction("each", "<o-f:a>", arity: 2, each),
    ]

    private static func collectKeys(of value: Value, into keys: inout Members, _ run: Run) throws(Failure) {
        if case .array(let array) = value {
            try run.descend()
            for index in 0..<array.items.count {
                try run.step()
                try collectKeys(of: array.items[index], into: &keys, run)
            }
            run.ascend()
        }
        for key in value.memberKeys ?? [] where keys.place(of: key) == nil {
            try run.allocate(32)
            keys.append(key, .undefined)
        }
    }

    private static func spread(_ value: Value, _ run: Run) throws(Failure) -> Value {
        switch value {
        case .array(let array):
            try run.descend()
            var result = Value.array(ArrayValue(.values([]), .sequence))
            var all: [Value] = []
            for index in 0..<array.items.count {
                try run.step()
                let part = try spread(array.items[index], run)
                if part.isUndefined { continue }
                try run.allocate(elements: part.elements.count)
                part.elements.append(to: &all)
                result = .list(all)
            }
            run.ascend()
            return result
        case .json, .object:
            let members = value.asMembers
            try run.allocate(members.count * 96)
            let parts = members.keys.indices.map { index in
                var part = Members()
                part.append(members.keys[index], members.values[index])
                return Value.object(ObjectValue(part))
            }
            return .array(ArrayValue(.values(parts), .sequence))
        default: return value
        }
    }

    private static func merge(_ call: NativeFunction.Call) throws(Failure) -> Value {
        guard let items = call[0].arrayValue?.items else { return .undefined }
        if items.count == 1, items[0].isObject { return items[0] }
        var merged = Members()
        for index in 0..<items.count {
            let members = items[index].asMembers
            try call.run.allocate(elements: members.count * 2 + 1)
            for place in members.keys.indices { merged[members.keys[place]] = members.values[place] }
        }
        return .object(ObjectValue(merged))
    }

    private static func sift(_ call: NativeFunction.Call) throws(Failure) -> Value {
        guard let function = call.function(1) else { return .undefined }
        let object = call[0]
        let members = object.asMembers
        var kept = Members()
        for index in members.keys.indices {
            let key = members.keys[index]
            let result = try call.run.call(function, call.frame, members.values[index], { .string(key) }, { object })
            if try result.isTrue() { kept.append(key, members.values[index]) }
        }
        try call.run.allocate(elements: kept.count * 2)
        return kept.isEmpty ? .undefined : .object(ObjectValue(kept))
    }

    private static func each(_ call: NativeFunction.Call) throws(Failure) -> Value {
        guard let function = call.function(1) else { return .undefined }
        let object = call[0]
        let members = object.asMembers
        var results: [Value] = []
        for index in members.keys.indices {
            let key = members.keys[index]
            let result = try call.run.call(function, call.frame, members.values[index], { .string(key) }, { object })
            if !result.isUndefined { results.append(result) }
        }
        try call.run.allocate(elements: results.count)
        return .array(ArrayValue(.values(results), .sequence))
    }
}
