import JSON

extension IntrinsicCall {
    /// The value of the call; `$` is the scope's input.
    ///
    /// Throws where a path selects nothing and where the function cannot work on what it is given.
    func value(in scope: inout EvaluationScope) throws(StateRuntimeError) -> JSONValue {
        var values: [JSONValue] = []
        values.reserveCapacity(arguments.count)
        for argument in arguments {
            switch argument {
            case .literal(let value): values.append(value)
            case .text(let written, let meant):
                values.append(.string(function == .format && values.isEmpty ? written : meant))
            case .path(let path):
                guard let value = try scope.valueIfPresent(of: path) else {
                    throw StateRuntimeError.argumentNotFound(path, of: self, input: scope.input)
                }
                values.append(value)
            case .call(let call): values.append(try call.value(in: &scope))
            }
        }
        do throws(IntrinsicFault) {
            return try function.value(of: values, chance: &scope.chance)
        } catch {
            throw StateRuntimeError.intrinsic(self, error.message)
        }
    }
}

extension IntrinsicFunction {
    func value(of arguments: [JSONValue], chance: inout Chance) throws(IntrinsicFault) -> JSONValue {
        switch self {
        case .format: try format(arguments)
        case .stringToJson: try json(in: text(arguments[0]))
        case .jsonToString: .string(arguments[0].text)
        case .array: .array(arguments)
        case .arrayPartition: try partition(array(arguments[0]), size: integer(arguments[1]))
        case .arrayContains: .bool(contains(try array(arguments[0]), arguments[1]))
        case .arrayRange:
            try range(from: integer(arguments[0]), to: integer(arguments[1]), by: integer(arguments[2]))
        case .arrayGetItem: try item(of: array(arguments[0]), at: integer(arguments[1]))
        case .arrayLength: .number(JSONNumber(try array(arguments[0]).count))
        case .arrayUnique: .array(unique(try array(arguments[0])))
        case .base64Encode: .string(Base64.encoded(Array(try shortText(arguments[0]).utf8)))
        case .base64Decode: try decoded(shortText(arguments[0]))
        case .hash: try hash(arguments[0], algorithm: text(arguments[1]))
        case .jsonMerge: try merge(arguments)
        case .mathRandom: try random(arguments, &chance)
        case .mathAdd: try sum(arguments[0], arguments[1])
        case .stringSplit: .array(split(try text(arguments[0]), at: try text(arguments[1])))
        case .uuid: .string(uuid(&chance))
        }
    }

    func text(_ value: JSONValue) throws(IntrinsicFault) -> String {
        guard case .string(let text) = value else { throw IntrinsicFault("Expected a string, not \(shown(value))") }
        return text
    }

    func array(_ value: JSONValue) throws(IntrinsicFault) -> [JSONValue] {
        guard case .array(let elements) = value else { throw IntrinsicFault("Expected an array, not \(shown(value))") }
        return elements
    }

    func object(_ value: JSONValue) throws(IntrinsicFault) -> JSONObject {
        guard case .object(let object) = value else { throw IntrinsicFault("Expected an object, not \(shown(value))") }
        return object
    }

    private func shown(_ value: JSONValue) -> String { JSONPathMiss.name(of: value) }
}
