internal import Engine
internal import EventLog
internal import JSON

/// `aws-sdk:SERVICE:ACTION` of the services in the table.
struct SDKIntegration: ServiceIntegration {
    let aws: AWSClient

    func handles(_ resource: ServiceResource) -> Bool {
        guard let service = SDKIntegration.service(resource),
            [.requestResponse, .waitForTaskToken].contains(resource.pattern)
        else { return false }
        if let rest = service.rest { return rest.operations[resource.action.withFirst { $0.uppercased() }] != nil }
        return !resource.action.isEmpty && resource.action.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }

    func call(_ resource: ServiceResource, _ context: TaskContext) async throws -> TaskResult {
        guard let service = SDKIntegration.service(resource) else {
            return try await UnsupportedIntegration().call(resource, context)
        }
        do {
            let output = try await aws.call(
                service, resource.action, parameters(of: resource, service, context), failingAs: service.id)
            return TaskResult(output: JSONText(.object(output.members)))
        } catch let failure as AWSFailure {
            throw failure.taskError(of: service)
        }
    }

    /// With a token that stays the same when a task is run again after a crash, so that the service does nothing twice; the SDK draws one.
    private func parameters(
        of resource: ServiceResource, _ service: AWSService, _ context: TaskContext
    ) throws(TaskError) -> JSONObject {
        var parameters = try context.parameters()
        guard let member = service.token(of: resource.action.withFirst { $0.uppercased() }) else { return parameters }
        let name = member.withFirst { $0.uppercased() }
        if parameters[name] == nil {
            parameters[name] = .string(String(SHA256Hash(of: Array(context.idempotencyKey.utf8)).hex.prefix(32)))
        }
        return parameters
    }

    static func service(_ resource: ServiceResource) -> AWSService? {
        guard resource.service.hasPrefix("aws-sdk:") else { return nil }
        return AWSService.named(String(resource.service.dropFirst("aws-sdk:".count)))
    }
}
