internal import Engine
internal import EventLog
internal import JSON

/// `CreateStateMachineAlias`: asked again for the same alias, it gives the one that is there.
struct CreateStateMachineAlias: APIOperation {
    static let name = "CreateStateMachineAlias"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let name = try request.text("name", 1...80)
        let description = try request.optionalText("description", 0...256)
        guard AliasName.isValid(name) else {
            throw APIError.validation(
                name, at: "name", "Member must satisfy regular expression pattern: \(AliasName.pattern)")
        }
        guard let list = try request.array("routingConfiguration") else {
            throw APIError.missing("routingConfiguration")
        }
        let routes = try AliasRoutes(list)
        let target = try await MachineTarget.unqualified(routes.machine.unqualified, service)
        let record = try await service.client.change(target.arn.text) { record in
            try routes.require(in: record)
            if let there = record.alias(name) {
                guard there.routes == routes.routes, there.description == description else {
                    throw APIError(
                        "ConflictException",
                        "Failed to create alias because an alias with the same name and a different routing "
                            + "configuration already exists.")
                }
                return ([], nil)
            }
            guard record.aliases.count < StateMachineQuota.aliases else { throw StateMachineQuota.exceeded("aliases") }
            return ([.aliasSet(.init(alias: name, description: description, routes: routes.routes))], nil)
        }
        service.directory.remember(record)
        return [
            "stateMachineAliasArn": .string("\(record.arn):\(name)"),
            "creationDate": .time(record.alias(name)?.createdAt ?? service.configuration.clock.now()),
        ]
    }
}
