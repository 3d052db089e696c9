internal import Engine
internal import EventLog
internal import JSON

/// `DescribeStateMachine`: of a machine, or of one of its versions.
struct DescribeStateMachine: APIOperation {
    static let name = "DescribeStateMachine"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        _ = try request.includesData()
        let target = try await MachineTarget(request.text("stateMachineArn"), service)
        var answer: JSONObject = [
            "stateMachineArn": .string(target.arn.text),
            "name": .string(target.record.name),
            "status": "ACTIVE",
            "type": .string(target.record.type),
            "creationDate": .time(target.version?.createdAt ?? target.record.createdAt),
        ]
        try await answer.describe(target.revision, with: request, service)
        if let description = target.version?.description { answer["description"] = .string(description) }
        return answer
    }
}

extension APIRequest {
    /// Whether payloads and definitions are to be shown: `includedData`.
    func includesData() throws(APIError) -> Bool {
        try choice("includedData", of: ["ALL_DATA", "METADATA_ONLY"]) != "METADATA_ONLY"
    }
}

extension JSONObject {
    /// Definition, role and settings of a revision, as far as the request includes them.
    mutating func describe(
        _ revision: StateMachineRecord.Revision, with request: APIRequest, _ service: StepFunctionsService
    ) async throws {
        let text = try await service.client.definitionText(revision.definition)
        if try request.includesData() {
            self["definition"] = .string(text.string)
            let references = VariableReferences(try text.value()).states
            if !references.isEmpty { self["variableReferences"] = .object(references) }
        }
        self["roleArn"] = .string(revision.roleArn)
        for member in MachineSettings.described(revision.settings) { self[member.key] = member.value }
        if let id = revision.id { self["revisionId"] = .string(id) }
    }
}
