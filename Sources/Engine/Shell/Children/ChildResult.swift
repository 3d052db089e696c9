internal import EventLog
internal import JSON

/// What a task is told of the execution that it waited for, as the service tells it.
struct ChildResult {
    let text: JSONText

    init(_ end: ExecutionDescription, parsesPayloads: Bool) {
        var writer = JSONWriter(reservingCapacity: 512 + end.input.count + (end.output?.count ?? 0))
        func payload(_ text: JSONText) { if parsesPayloads { writer.text(text) } else { writer.string(text.string) } }
        func string(_ name: StaticString, _ value: String?) {
            guard let value else { return }
            writer.key(name)
            writer.string(value)
        }
        writer.beginObject()
        string("Cause", end.cause)
        string("Error", end.error)
        string("ExecutionArn", end.arn)
        writer.key("Input")
        payload(end.input)
        writer.key("InputDetails")
        writer.value(["Included": true])
        string("Name", end.name)
        if let output = end.output {
            writer.key("Output")
            payload(output)
            writer.key("OutputDetails")
            writer.value(["Included": true])
        }
        writer.key("RedriveCount")
        writer.int(end.state.redriveCount)
        let isRedrivable = end.status != .succeeded
        string("RedriveStatus", isRedrivable ? "REDRIVABLE" : "NOT_REDRIVABLE")
        if !isRedrivable { string("RedriveStatusReason", "Execution is SUCCEEDED and cannot be redriven") }
        writer.key("StartDate")
        writer.int(Int(end.startedAt.microseconds / 1000))
        string("StateMachineArn", end.stateMachineArn)
        string("Status", end.status.rawValue)
        if let stopped = end.stoppedAt {
            writer.key("StopDate")
            writer.int(Int(stopped.microseconds / 1000))
        }
        writer.endObject()
        text = JSONText(unchecked: writer.utf8[...])
    }
}
