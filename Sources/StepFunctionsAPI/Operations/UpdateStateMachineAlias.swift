internal import Engine
internal import EventLog
internal import JSON

/// `UpdateStateMachineAlias`: the next start takes the new way.
struct UpdateStateMachineAlias: APIOperation {
    static let name = "UpdateStateMachineAlias"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let alias = try AliasTarget(request)
        let description = try request.optionalText("description", 0...256)
        let routes = try request.array("routingConfiguration").map { list throws(APIError) in try AliasRoutes(list) }
        guard description != nil || routes != nil else {
            throw APIError(
                "MissingRequiredParameter", "Either the description or the routing configuration must be specified")
        }
        let record = try await service.client.change(alias.machine) { record in
            guard let there = record.alias(alias.name) else { throw APIError.resourceNotFound(alias.arn) }
            if let routes {
                guard routes.machine.unqualified == record.arn else {
                    throw APIError.validation(
                        "Routing configuration must contain versions of the alias's state machine")
                }
                try routes.require(in: record)
            }
            let set = StateMachineEvent.AliasSet(
                alias: there.name, description: description ?? there.description, routes: routes?.routes ?? there.routes
            )
            return ([.aliasSet(set)], nil)
        }
        service.directory.remember(record)
        return ["updateDate": .time(record.alias(alias.name)?.updatedAt ?? service.configuration.clock.now())]
    }
}
