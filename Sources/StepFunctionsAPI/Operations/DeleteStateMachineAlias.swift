internal import Engine
internal import JSON

/// `DeleteStateMachineAlias`.
struct DeleteStateMachineAlias: APIOperation {
    static let name = "DeleteStateMachineAlias"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let alias = try AliasTarget(request)
        let record = try await service.client.change(alias.machine) { record in
            guard record.alias(alias.name) != nil else { throw APIError.resourceNotFound(alias.arn) }
            return ([.aliasDeleted(alias.name)], nil)
        }
        service.directory.remember(record)
        return [:]
    }
}
