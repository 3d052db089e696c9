public import JSON

extension ContextObject {
    /// The whole object as JSON; what is nil is left out.
    public func value() throws(JSONError) -> JSONValue {
        value(executionInput: try execution.input.value())
    }

    /// The object as a path needs it: the execution's input is parsed only for a path that can see it.
    func value(for path: JSONPath) throws(JSONError) -> JSONValue {
        guard path.canReadExecutionInput else { return value(executionInput: nil) }
        return try value()
    }

    private func value(executionInput: JSONValue?) -> JSONValue {
        var object = JSONObject()
        object["Execution"] = execution.value(input: executionInput)
        if let state {
            object["State"] = [
                "EnteredTime": .string(state.enteredTime.rfc3339), "Name": .string(state.name),
                "RetryCount": .number(JSONNumber(state.retryCount)),
            ]
        }
        object["StateMachine"] = ["Id": .string(stateMachine.id), "Name": .string(stateMachine.name)]
        if let task { object["Task"] = ["Token": .string(task.token)] }
        return .object(object)
    }
}

extension ContextObject.Execution {
    fileprivate func value(input: JSONValue?) -> JSONValue {
        var object = JSONObject()
        object["Id"] = .string(id)
        if let input { object["Input"] = input }
        object["Name"] = .string(name)
        object["RoleArn"] = .string(roleArn)
        object["StartTime"] = .string(startTime.rfc3339)
        object["RedriveCount"] = .number(JSONNumber(redriveCount))
        if let redriveTime { object["RedriveTime"] = .string(redriveTime.rfc3339) }
        return .object(object)
    }
}

extension JSONPath {
    /// Whether the path, read on the context object, can reach `Execution.Input`.
    var canReadExecutionInput: Bool {
        guard case .member(let first)? = segments.first else { return true }
        guard first == "Execution" else { return false }
        guard segments.count > 1, case .member(let second) = segments[1] else { return true }
        return second == "Input"
    }
}
