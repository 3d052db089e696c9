internal import Engine

/// Fails tasks of resources that this server does not call, so that their executions end and say why.
struct UnsupportedIntegration: ServiceIntegration {
    func handles(_ resource: ServiceResource) -> Bool { true }

    func call(_ resource: ServiceResource, _ context: TaskContext) async throws -> TaskResult {
        throw TaskError(
            "Daybook.UnsupportedResource",
            cause: "This server does not call the resource '\(resource.text)'\(reason(resource)).")
    }

    private func reason(_ resource: ServiceResource) -> String {
        if resource.service.hasPrefix("aws-sdk:") {
            if resource.pattern == .sync || resource.pattern == .sync2 { return ": aws-sdk waits for no job" }
            if let service = SDKIntegration.service(resource), let rest = service.rest {
                return ": of \(service.name) it calls \(rest.actions.joined(separator: ", "))"
            }
            return ": without a model of the service it speaks to \(AWSService.names.joined(separator: ", ")), and sfn"
        }
        switch resource.pattern {
        case .sync, .sync2: return ": of jobs it waits for executions alone"
        default: return ""
        }
    }
}
