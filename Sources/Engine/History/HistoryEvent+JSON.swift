public import JSON
internal import EventLog

extension HistoryEvent {
    /// The event as the service's JSON 1.0 protocol writes it: payloads as texts, the time in seconds since 1970.
    public var jsonText: JSONText {
        var writer = JSONWriter(reservingCapacity: 512)
        write(to: &writer)
        return JSONText(unchecked: writer.utf8[...])
    }

    /// Writes the event as one JSON object.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("timestamp")
        writer.number(seconds)
        writer.key("type")
        writer.string(type.rawValue)
        writer.key("id")
        writer.int(id)
        writer.key("previousEventId")
        writer.int(previousEventId)
        if let details {
            writer.key(detailsKey)
            details.write(to: &writer)
        }
        writer.endObject()
    }

    /// Milliseconds, as the service has them.
    private var seconds: JSONNumber {
        let milliseconds = timestamp.microseconds / 1000
        let (whole, part) = (milliseconds / 1000, milliseconds % 1000)
        let digits = String(part + 1000).dropFirst()
        return JSONNumber("\(whole).\(digits)") ?? JSONNumber(whole)
    }

    private var detailsKey: String {
        switch details {
        case .stateEntered: return "stateEnteredEventDetails"
        case .stateExited: return "stateExitedEventDetails"
        default: return type.rawValue.prefix(1).lowercased() + type.rawValue.dropFirst() + "EventDetails"
        }
    }
}

extension HistoryEventDetails {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        switch self {
        case .started(let input, let roleArn, let versionArn, let aliasArn):
            writer.payload("input", input)
            writer.member("roleArn", roleArn)
            writer.member("stateMachineAliasArn", aliasArn)
            writer.member("stateMachineVersionArn", versionArn)
        case .output(let output): writer.payload("output", output)
        case .failure(let error, let cause): writer.failure(error, cause)
        case .evaluationFailed(let state, let location, let error, let cause):
            writer.member("state", state)
            writer.member("location", location)
            writer.failure(error, cause)
        case .redriven(let count): writer.member("redriveCount", count)
        case .stateEntered(let name, let input):
            writer.member("name", name)
            writer.payload("input", input)
        case .stateExited(let name, let output, let assigned):
            writer.member("name", name)
            writer.payload("output", output)
            if !assigned.isEmpty { writer.assigned(assigned) }
        case .taskScheduled(let resource, let region, let parameters, let timeout, let heartbeat, let role):
            writer.resource(resource)
            writer.member("region", region)
            writer.member("parameters", parameters.string)
            writer.member("timeoutInSeconds", timeout)
            writer.member("heartbeatInSeconds", heartbeat)
            writer.credentials(role)
        case .taskStarted(let resource): writer.resource(resource)
        case .taskOutput(let resource, let output):
            writer.resource(resource)
            writer.payload("output", output)
        case .taskFailure(let resource, let error, let cause):
            writer.resource(resource)
            writer.failure(error, cause)
        case .scheduled(let resource, let input, let timeout, let heartbeat, let role):
            writer.member("resource", resource)
            writer.payload("input", input)
            writer.member("timeoutInSeconds", timeout)
            writer.member("heartbeatInSeconds", heartbeat)
            writer.credentials(role)
        case .activityStarted(let workerName): writer.member("workerName", workerName)
        case .mapStarted(let length): writer.member("length", length)
        case .mapRun(let arn): writer.member("mapRunArn", arn)
        case .mapRunRedriven(let arn, let count):
            writer.member("mapRunArn", arn)
            writer.member("redriveCount", count)
        case .mapIteration(let name, let index):
            writer.member("name", name)
            writer.member("index", index)
        }
        writer.endObject()
    }
}

extension JSONWriter {
    fileprivate mutating func member(_ name: String, _ value: String?) {
        guard let value else { return }
        key(name)
        string(value)
    }

    fileprivate mutating func member(_ name: String, _ value: Int?) {
        guard let value else { return }
        key(name)
        int(value)
    }

    /// A payload and that it is whole: nothing is cut here.
    fileprivate mutating func payload(_ name: String, _ text: JSONText) {
        member(name, text.string)
        wholeness(name)
    }

    private mutating func wholeness(_ name: String) {
        key(name + "Details")
        beginObject()
        key("truncated")
        bool(false)
        endObject()
    }

    fileprivate mutating func failure(_ error: String?, _ cause: String?) {
        member("error", error)
        member("cause", cause)
    }

    fileprivate mutating func resource(_ resource: HistoryResource) {
        member("resourceType", resource.resourceType)
        member("resource", resource.resource)
    }

    fileprivate mutating func credentials(_ roleArn: String?) {
        guard let roleArn else { return }
        key("taskCredentials")
        beginObject()
        member("roleArn", roleArn)
        endObject()
    }

    fileprivate mutating func assigned(_ variables: JSONObject) {
        key("assignedVariables")
        beginObject()
        for variable in variables { member(variable.key, variable.value.text) }
        endObject()
        wholeness("assignedVariables")
    }
}
