public import JSON

extension ContextObject {
    /// The parts that have to be parsed.
    struct Payloads: OptionSet {
        let rawValue: Int
        static let executionInput = Payloads(rawValue: 1)
        static let item = Payloads(rawValue: 2)
        static let all: Payloads = [.executionInput, .item]

        /// What is needed of the context where an expression reads these names behind `$states`.
        init(readBy names: [String]) {
            guard let first = names.first else { self = .all; return }
            guard first == "context" else { self = []; return }
            self.init(of: Array(names.dropFirst()))
        }

        /// What is needed where these names follow the context object.
        init(of names: [String]) {
            switch (names.first, names.dropFirst().first) {
            case (nil, _): self = .all
            case ("Map", _): self = .item
            case ("Execution", nil), ("Execution", "Input"): self = .executionInput
            default: self = []
            }
        }

        init(rawValue: Int) {
            self.rawValue = rawValue
        }
    }

    /// The whole object as JSON; what is nil is left out.
    public func value() throws(JSONError) -> JSONValue {
        try value(with: .all)
    }

    /// The object as a path needs it: payloads are parsed only for a path that can see them.
    func value(with payloads: Payloads) throws(JSONError) -> JSONValue {
        if let replacement { return try replaced(replacement) }
        let executionInput = payloads.contains(.executionInput) ? try execution.inputValue() : nil
        let item = payloads.contains(.item) ? try mapItem?.value.value() : nil
        var object = JSONObject()
        object["Execution"] = execution.value(input: executionInput)
        if let state {
            var facts: JSONObject = [
                "EnteredTime": .string(state.enteredTime.rfc3339), "Name": .string(state.name),
            ]
            if let retryCount = state.retryCount { facts["RetryCount"] = .number(JSONNumber(retryCount)) }
            object["State"] = .object(facts)
        }
        object["StateMachine"] = ["Id": .string(stateMachine.id), "Name": .string(stateMachine.name)]
        if let task { object["Task"] = ["Token": .string(task.token)] }
        if let mapItem, let item {
            object["Map"] = ["Item": ["Index": .number(JSONNumber(mapItem.index)), "Value": item]]
        }
        return .object(object)
    }

    private func replaced(_ replacement: JSONObject) throws(JSONError) -> JSONValue {
        var object = replacement
        if let mapItem {
            object["Map"] = [
                "Item": ["Index": .number(JSONNumber(mapItem.index)), "Value": try mapItem.value.value()]
            ]
        }
        return .object(object)
    }
}

extension ContextObject.Execution {
    fileprivate func inputValue() throws(JSONError) -> JSONValue {
        if let parsedInput { return parsedInput }
        return try input.value()
    }

    fileprivate func value(input: JSONValue?) -> JSONValue {
        var object = JSONObject()
        object["Id"] = .string(id)
        if let input { object["Input"] = input }
        object["Name"] = .string(name)
        object["RoleArn"] = .string(roleArn)
        object["StartTime"] = .string(startTime.rfc3339)
        if let redriveCount { object["RedriveCount"] = .number(JSONNumber(redriveCount)) }
        if let redriveTime { object["RedriveTime"] = .string(redriveTime.rfc3339) }
        return .object(object)
    }
}

extension JSONPath {
    /// What of the context object has to be parsed for the path.
    var neededPayloads: ContextObject.Payloads {
        guard case .member(let first)? = segments.first else { return .all }
        if first == "Map" { return .item }
        guard first == "Execution" else { return [] }
        guard segments.count > 1, case .member(let second) = segments[1] else { return .executionInput }
        return second == "Input" ? .executionInput : []
    }
}
