internal import Engine
internal import EventLog
internal import JSON

/// `DescribeStateMachineAlias`.
struct DescribeStateMachineAlias: APIOperation {
    static let name = "DescribeStateMachineAlias"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let target = try AliasTarget(request)
        guard let record = try await service.directory.record(target.machine), let alias = record.alias(target.name)
        else {
            throw APIError.resourceNotFound(target.arn)
        }
        var answer: JSONObject = [
            "stateMachineAliasArn": .string(target.arn), "name": .string(alias.name),
            "routingConfiguration": alias.routing(of: record.arn), "creationDate": .time(alias.createdAt),
            "updateDate": .time(alias.updatedAt),
        ]
        if let description = alias.description { answer["description"] = .string(description) }
        return answer
    }
}
