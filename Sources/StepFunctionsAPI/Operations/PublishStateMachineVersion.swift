internal import Engine
internal import EventLog
internal import JSON

/// `PublishStateMachineVersion`: a revision gets one number, however often it is asked for.
struct PublishStateMachineVersion: APIOperation {
    static let name = "PublishStateMachineVersion"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let text = try request.text("stateMachineArn")
        let revision = try request.optionalText("revisionId")
        let description = try request.optionalText("description", 0...256)
        let target = try await MachineTarget.unqualified(text, service)
        let record = try await service.client.change(target.arn.text) { record in
            guard let current = record.current else { throw APIError.stateMachineDoesNotExist(text) }
            if let revision, revision != current.id ?? "INITIAL" {
                throw APIError(
                    "ConflictException",
                    "Failed to publish the State Machine version for revision \(revision). "
                        + "The current State Machine revision is \(current.id ?? "INITIAL").")
            }
            if let last = record.versions.last, last.revision == current { return ([], nil) }
            guard record.versions.count < StateMachineQuota.versions else {
                throw StateMachineQuota.exceeded("versions")
            }
            return ([.versionPublished(.init(number: record.lastVersion + 1, description: description))], nil)
        }
        service.directory.remember(record)
        guard let version = record.versions.last else { throw APIError.stateMachineDoesNotExist(text) }
        return [
            "stateMachineVersionArn": .string("\(record.arn):\(version.number)"),
            "creationDate": .time(version.createdAt),
        ]
    }
}
