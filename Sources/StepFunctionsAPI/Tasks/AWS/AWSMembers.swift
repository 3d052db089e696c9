internal import JSON

/// Members between a state machine, which writes them all `LikeThis` and moments as texts, and the wire of a service.
struct AWSMembers {
    let service: AWSService

    /// Parameters as the wire has them: names, texts that were given as JSON, nothing that is null.
    func outgoing(_ parameters: JSONObject) -> JSONObject {
        var wire = JSONObject()
        for (name, value) in parameters where !value.isNull {
            let text = service.texts.contains(name) && value.stringValue == nil ? JSONValue.string(value.text) : value
            let key = service.isCamel ? name.withFirst { $0.lowercased() } : name
            wire[key] = outgoing(text, of: key)
        }
        return wire
    }

    private func outgoing(_ value: JSONValue, of key: String) -> JSONValue {
        if service.documents.contains(key) { return value }
        if service.maps.contains(key), let map = value.objectValue {
            return .object(JSONObject(uniqueKeysWithValues: map.map { ($0.key, outgoing($0.value)) }))
        }
        if isJSONMoment(key), let moment = value.stringValue.flatMap({ AWSMoment($0) }) {
            return .number(moment.seconds)
        }
        return outgoing(value)
    }

    private func outgoing(_ value: JSONValue) -> JSONValue {
        if let object = value.objectValue { return .object(outgoing(object)) }
        if let array = value.arrayValue { return .array(array.map(outgoing)) }
        return value
    }

    /// An answer as a state machine sees it.
    func incoming(_ answer: JSONObject) -> JSONObject {
        var result = JSONObject()
        for (key, value) in answer where !value.isNull {
            let name = service.isCamel ? key.withFirst { $0.uppercased() } : key
            if let moment = moment(key, name, value) {
                result[name] = moment
            } else if service.maps.contains(key), let map = value.objectValue {
                result[name] = .object(JSONObject(uniqueKeysWithValues: map.map { ($0.key, incoming($0.value)) }))
            } else {
                result[name] = service.documents.contains(key) ? value : incoming(value)
            }
        }
        return result
    }

    private func incoming(_ value: JSONValue) -> JSONValue {
        if let object = value.objectValue { return .object(incoming(object)) }
        if let array = value.arrayValue { return .array(array.map(incoming)) }
        return value
    }

    /// A number of seconds under a moment's name: without a table of its members, nothing says which are moments.
    private func moment(_ key: String, _ name: String, _ value: JSONValue) -> JSONValue? {
        guard let seconds = value.numberValue?.double else { return nil }
        if service.rest != nil {
            return isJSONMoment(key) ? AWSMoment(seconds: seconds).map { .string($0.text) } : nil
        }
        guard !service.keepsNumbers, ["Date", "Time", "Timestamp", "At"].contains(where: name.hasSuffix),
            (1e9..<1e10).contains(seconds)
        else { return nil }
        return AWSMoment(seconds: seconds).map { .string($0.text) }
    }

    /// Whether a member is a moment that JSON has as a number of seconds.
    private func isJSONMoment(_ key: String) -> Bool {
        service.rest.map { $0.format == .json && $0.moments.contains(key) } ?? false
    }
}

extension String {
    /// With another first letter.
    func withFirst(_ change: (Character) -> String) -> String {
        first.map { change($0) + dropFirst() } ?? self
    }
}
