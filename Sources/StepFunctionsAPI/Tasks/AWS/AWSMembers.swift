internal import EventLog
internal import FoundationEssentials
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
            wire[key] = service.maps.contains(key) ? text : outgoing(text)
        }
        return wire
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
            if let moment = moment(name, value) {
                result[name] = moment
            } else {
                result[name] = service.maps.contains(key) ? value : incoming(value)
            }
        }
        return result
    }

    private func incoming(_ value: JSONValue) -> JSONValue {
        if let object = value.objectValue { return .object(incoming(object)) }
        if let array = value.arrayValue { return .array(array.map(incoming)) }
        return value
    }

    /// A number of seconds under a moment's name: there is no model that says which members are moments.
    private func moment(_ name: String, _ value: JSONValue) -> JSONValue? {
        guard !service.keepsNumbers, ["Date", "Time", "Timestamp", "At"].contains(where: name.hasSuffix),
            let seconds = value.numberValue?.double, (1e9..<1e10).contains(seconds)
        else { return nil }
        return .string(AWSMembers.text(Timestamp(microseconds: Int64((seconds * 1000).rounded()) * 1000)))
    }

    /// A moment as the SDK writes it: `2026-05-01T10:00:00.123Z`.
    static func text(_ time: Timestamp) -> String {
        let seconds = Double(time.microseconds / 1000) / 1000
        return Date(timeIntervalSince1970: seconds)
            .formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true, timeZone: .gmt))
    }
}

extension String {
    /// With another first letter.
    func withFirst(_ change: (Character) -> String) -> String {
        first.map { change($0) + dropFirst() } ?? self
    }
}
