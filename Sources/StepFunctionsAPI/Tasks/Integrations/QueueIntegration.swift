internal import Engine
internal import JSON

/// `sqs:sendMessage`: a message to a queue of AWS.
struct QueueIntegration: ServiceIntegration {
    let aws: AWSClient

    func handles(_ resource: ServiceResource) -> Bool {
        resource.service == "sqs" && resource.action == "sendMessage"
            && [.requestResponse, .waitForTaskToken].contains(resource.pattern)
    }

    func call(_ resource: ServiceResource, _ context: TaskContext) async throws -> TaskResult {
        do {
            let output = try await aws.call(.sqs, resource.action, context.parameters(), failingAs: "SQS")
            return TaskResult(output: output.withMetadata)
        } catch let failure as AWSFailure {
            throw failure.taskError("SQS", of: .sqs, olderName: "AmazonSQS")
        }
    }
}
