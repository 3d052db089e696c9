internal import JSON

/// Members between a state machine, which writes them all `LikeThis` and moments as texts, and the wire of a service.
struct AWSMembers {
    let service: AWSService

    /// Parameters of an action as the wire has them: names, texts that were given as JSON, nothing that is null. A body that is one
    /// member's bytes is the machine's own data: nothing within it is changed.
    func outgoing(_ parameters: JSONObject, to action: String) -> JSONObject {
        let operation = service.rest?.operations[action.withFirst { $0.uppercased() }]
        guard let opaque = operation?.request.payload.opaqueMember else { return outgoing(parameters, in: "") }
        var (others, body) = (parameters, JSONValue.null)
        for (name, value) in parameters where service.wireName(name, in: "") == opaque {
            (others[name], body) = (nil, value)
        }
        var wire = outgoing(others, in: "")
        if !body.isNull { wire[opaque] = body }
        return wire
    }

    private func outgoing(_ parameters: JSONObject, in parent: String) -> JSONObject {
        var wire = JSONObject()
        for (name, value) in parameters where !value.isNull {
            let text = service.texts.contains(name) && value.stringValue == nil ? JSONValue.string(value.text) : value
            let key = service.wireName(name, in: parent)
            wire[key] = outgoing(text, of: key)
        }
        return wire
    }

    private func outgoing(_ value: JSONValue, of key: String) -> JSONValue {
        if service.documents.contains(key) { return value }
        if service.maps.contains(key) { return AWSMembers.mapped(value) { outgoing($0, in: key) } }
        if service.jsonMoments.contains(key), let moment = value.stringValue.flatMap({ AWSMoment($0) }) {
            return .number(moment.seconds)
        }
        return outgoing(value, in: key)
    }

    private func outgoing(_ value: JSONValue, in parent: String) -> JSONValue {
        if let object = value.objectValue { return .object(outgoing(object, in: parent)) }
        if let array = value.arrayValue { return .array(array.map { outgoing($0, in: parent) }) }
        return value
    }

    /// An answer as a state machine sees it.
    func incoming(_ answer: JSONObject, in parent: String = "") -> JSONObject {
        var result = JSONObject()
        for (key, value) in answer where !value.isNull {
            let name = service.shownName(key, in: parent)
            if let moment = moment(key, value) {
                result[name] = moment
            } else if service.documents.contains(key) {
                result[name] = value
            } else {
                let isMap = service.maps.contains(key)
                result[name] =
                    isMap ? AWSMembers.mapped(value) { incoming($0, in: key) } : incoming(value, in: key)
            }
        }
        return result
    }

    /// The values of a map, or of a list of maps, changed; its keys are data.
    private static func mapped(_ value: JSONValue, _ change: (JSONValue) -> JSONValue) -> JSONValue {
        if let list = value.arrayValue { return .array(list.map { mapped($0, change) }) }
        guard let map = value.objectValue else { return value }
        return .object(JSONObject(uniqueKeysWithValues: map.map { ($0.key, change($0.value)) }))
    }

    private func incoming(_ value: JSONValue, in parent: String) -> JSONValue {
        if let object = value.objectValue { return .object(incoming(object, in: parent)) }
        if let array = value.arrayValue { return .array(array.map { incoming($0, in: parent) }) }
        return value
    }

    /// An answer in XML, in which all are texts, with numbers, booleans and lists.
    func typed(_ answer: JSONObject) -> JSONObject {
        var result = JSONObject()
        for (name, value) in answer { result[name] = typed(value, of: name) }
        return result
    }

    private func typed(_ value: JSONValue, of name: String) -> JSONValue? {
        if let list = value.arrayValue { return .array(list.compactMap { typed($0, of: name) }) }
        if let object = value.objectValue {
            guard service.maps.contains(name) || service.numbers.contains(name) else { return .object(typed(object)) }
            return AWSMembers.mapped(value) { typed($0, of: name) ?? $0 }
        }
        guard let text = value.stringValue else { return value }
        if service.lists.contains(name), text.isEmpty { return [] }
        if service.numbers.contains(name) { return JSONNumber(text).map { .number($0) } }
        if service.booleans.contains(name) { return text.isEmpty ? nil : .bool(text == "true") }
        if service.moments.contains(name), let moment = AWSMoment(text) { return .string(moment.text) }
        return value
    }

    /// A moment that JSON has as a number of seconds. Some names are moments in one place and other numbers in another: a number of
    /// these is no moment after 2001.
    private func moment(_ key: String, _ value: JSONValue) -> JSONValue? {
        guard service.jsonMoments.contains(key), let seconds = value.numberValue?.double,
            service.rest != nil || (1e9..<1e10).contains(seconds)
        else { return nil }
        return AWSMoment(seconds: seconds).map { .string($0.text) }
    }
}

extension String {
    /// With another first letter.
    func withFirst(_ change: (Character) -> String) -> String {
        first.map { change($0) + dropFirst() } ?? self
    }
}
