internal import Engine
internal import JSON
internal import Notifications

/// `sns:publish`: to a topic of this log, and otherwise to one of AWS.
struct TopicIntegration: ServiceIntegration {
    let handler: SNSPublishHandler
    let topics: TopicDirectory
    let aws: AWSClient

    func handles(_ resource: ServiceResource) -> Bool {
        resource.service == "sns" && resource.action == "publish"
            && [.requestResponse, .waitForTaskToken].contains(resource.pattern)
    }

    func call(_ resource: ServiceResource, _ context: TaskContext) async throws -> TaskResult {
        // A topic that neither has is reported as the one of the log that it would be.
        guard aws.endpoint != nil, try await !isOurs(context) else { return try await handler.run(context) }
        do {
            let output = try await aws.call(.sns, resource.action, context.parameters(), failingAs: "SNS")
            return TaskResult(output: output.withMetadata)
        } catch let failure as AWSFailure {
            throw failure.taskError("SNS", of: .sns, olderName: "AmazonSNS")
        }
    }

    private func isOurs(_ context: TaskContext) async throws -> Bool {
        let parameters = try context.parameters()
        let name = (parameters["TopicArn"] ?? parameters["TargetArn"])?.stringValue
        guard let arn = name.flatMap({ try? TopicARN($0) }) else { return false }
        do {
            return try await topics.topic(arn) != nil
        } catch {
            throw TaskError("SNS.InternalErrorException", cause: error.description)
        }
    }
}
