internal import Engine
internal import JSON

/// `events:putEvents`: it succeeds only where every entry was taken.
struct EventBusIntegration: ServiceIntegration {
    let aws: AWSClient

    func handles(_ resource: ServiceResource) -> Bool {
        resource.service == "events" && resource.action == "putEvents"
            && [.requestResponse, .waitForTaskToken].contains(resource.pattern)
    }

    func call(_ resource: ServiceResource, _ context: TaskContext) async throws -> TaskResult {
        var parameters = try context.parameters()
        // The service names who sends an event, in its resources.
        let senders: [JSONValue] = [.string(context.executionArn), .string(context.stateMachineArn)]
        parameters["Entries"] = .array(
            (parameters["Entries"]?.arrayValue ?? []).map { entry in
                guard var members = entry.objectValue else { return entry }
                members["Resources"] = .array((members["Resources"]?.arrayValue ?? []) + senders)
                return .object(members)
            })
        do {
            let output = try await aws.call(.events, resource.action, parameters, failingAs: "EventBridge")
            let text = JSONText(.object(output.members))
            guard output.members["FailedEntryCount"]?.numberValue?.int ?? 0 == 0 else {
                throw TaskError("EventBridge.FailedEntry", cause: text.string)
            }
            return TaskResult(output: text)
        } catch let failure as AWSFailure {
            throw failure.taskError("EventBridge", of: .events, olderName: "AmazonEventBridge")
        }
    }
}
