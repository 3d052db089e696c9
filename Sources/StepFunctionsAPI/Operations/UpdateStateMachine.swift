internal import Engine
internal import FoundationEssentials
internal import EventLog
internal import JSON

/// `UpdateStateMachine`: running executions keep what they run.
struct UpdateStateMachine: APIOperation {
    static let name = "UpdateStateMachine"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let text = try request.text("stateMachineArn")
        let definition = try request.optionalText("definition", 1...1_048_576)
        let roleArn = try request.optionalText("roleArn")
        let publish = try request.bool("publish") ?? false
        let description = try request.optionalText("versionDescription", 0...256)
        let settings = try MachineSettings(request)
        if description != nil, !publish { throw APIError.versionDescriptionWithoutPublish }
        let target = try await MachineTarget.unqualified(text, service)
        guard definition != nil || roleArn != nil || !settings.given.isEmpty else {
            throw APIError(
                "MissingRequiredParameter",
                "Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified"
            )
        }
        if let definition { try DefinitionCheck.require(definition, type: target.record.type) }

        let revision = service.newID()
        let record = try await service.client.change(target.arn.text) { record in
            guard let current = record.current else { throw APIError.stateMachineDoesNotExist(text) }
            let before = try await service.directory.machine(record, current)
            let machine = try StateMachine(
                name: record.name, definition: definition ?? before.definitionText.string,
                role: roleArn.map { .open($0) } ?? before.role)
            let content = StateMachineEvent.Content(machine, settings: settings.merged(into: current.settings))
            let isChanged =
                content.definition != current.definition || content.role != current.role
                || content.settings != current.settings
            var events: [StateMachineEvent] = isChanged ? [.updated(.init(revision: revision, content: content))] : []
            let isPublished = !isChanged && record.versions.last?.revision == current
            if publish, !isPublished {
                guard record.versions.count < StateMachineQuota.versions else {
                    throw StateMachineQuota.exceeded("versions")
                }
                events.append(.versionPublished(.init(number: record.lastVersion + 1, description: description)))
            }
            let runsAnother = content.definition != current.definition || content.role != current.role
            return (events, runsAnother ? machine : nil)
        }
        service.directory.remember(record)
        var answer: JSONObject = ["updateDate": .time(service.configuration.clock.now())]
        if let id = record.current?.id { answer["revisionId"] = .string(id) }
        if publish, let version = record.versions.last {
            answer["stateMachineVersionArn"] = .string("\(record.arn):\(version.number)")
        }
        return answer
    }
}

extension StepFunctionsService {
    /// A new id in the form of a random UUID (RFC 9562, version 4).
    func newID() -> String {
        let high = configuration.random() & 0xffff_ffff_ffff_0fff | 0x4000
        let low = configuration.random() & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000
        return UUID(high: high, low: low).text
    }
}
