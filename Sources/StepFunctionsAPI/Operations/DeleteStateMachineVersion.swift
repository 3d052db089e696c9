internal import Engine
internal import JSON

/// `DeleteStateMachineVersion`: one that is not there is deleted already; one that an alias leads to stays.
struct DeleteStateMachineVersion: APIOperation {
    static let name = "DeleteStateMachineVersion"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let arn = try ResourceARN(request.text("stateMachineVersionArn"), "stateMachine")
        guard let number = arn.qualifier.flatMap({ Int($0) }) else {
            throw APIError.validation("The ARN '\(arn.text)' is not the ARN of a state machine version")
        }
        let record = try await service.client.change(arn.unqualified) { record in
            guard record.version(number) != nil else { return ([], nil) }
            let aliases = record.aliases.filter { $0.routes.contains { $0.version == number } }.map(\.name)
            guard aliases.isEmpty else {
                throw APIError(
                    "ConflictException",
                    "Version to be deleted must not be referenced by an alias. "
                        + "Current list of aliases referencing this version: [\(aliases.joined(separator: ", "))]")
            }
            return ([.versionDeleted(number)], nil)
        }
        service.directory.remember(record)
        return [:]
    }
}
