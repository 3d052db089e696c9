internal import Engine
internal import JSON

/// `dynamodb:getItem`, `putItem`, `updateItem` and `deleteItem`.
struct TableIntegration: ServiceIntegration {
    private static let actions: Set = ["getItem", "putItem", "updateItem", "deleteItem"]

    let aws: AWSClient

    func handles(_ resource: ServiceResource) -> Bool {
        resource.service == "dynamodb" && Self.actions.contains(resource.action)
            && resource.pattern == .requestResponse
    }

    func call(_ resource: ServiceResource, _ context: TaskContext) async throws -> TaskResult {
        do {
            let output = try await aws.call(.dynamodb, resource.action, context.parameters(), failingAs: "DynamoDB")
            return TaskResult(output: output.withMetadata)
        } catch let failure as AWSFailure {
            throw failure.taskError("DynamoDB", of: .dynamodb, olderName: "AmazonDynamoDBv2")
        }
    }
}
