internal import Engine
internal import JSON

/// `CreateStateMachine`: asked again for the same machine, it gives the one that is there.
struct CreateStateMachine: APIOperation {
    static let name = "CreateStateMachine"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let name = try request.text("name", 1...80)
        let definition = try request.text("definition", 1...1_048_576)
        let roleArn = try request.text("roleArn")
        let type = try request.choice("type", of: ["STANDARD", "EXPRESS"]) ?? "STANDARD"
        let publish = try request.bool("publish") ?? false
        let description = try request.optionalText("versionDescription", 0...256)
        let tags = try TagList(request.array("tags") ?? [])
        guard ExecutionClient.isName(name) else { throw APIError.invalidName(name) }
        if description != nil, !publish { throw APIError.versionDescriptionWithoutPublish }
        let settings = try MachineSettings(request)
        try DefinitionCheck.require(definition, type: type)
        let machine = try StateMachine(name: name, definition: definition, role: .open(roleArn))

        let arn = service.configuration.stateMachineArn(name)
        let record = try await service.client.change(arn) { record in
            if let current = record.current {
                guard current.definition == machine.definitionHash, record.type == type,
                    current.settings == settings.given
                else {
                    throw APIError("StateMachineAlreadyExists", "State Machine Already Exists: '\(arn)'")
                }
                return ([], nil)
            }
            var events: [StateMachineEvent] = [
                .created(.init(type: type, content: .init(machine, settings: settings.given)))
            ]
            if !tags.isEmpty { events.append(.tagged(tags.object)) }
            if publish { events.append(.versionPublished(.init(number: 1, description: description))) }
            return (events, machine)
        }
        service.directory.remember(record)
        var answer: JSONObject = ["stateMachineArn": .string(arn), "creationDate": .time(record.createdAt)]
        if publish, let version = record.versions.last {
            answer["stateMachineVersionArn"] = .string("\(arn):\(version.number)")
        }
        return answer
    }
}

extension Role {
    /// This server knows no policies: a role may do what the server can.
    static func open(_ arn: String) -> Role { Role(arn: arn, resources: ["*"], topics: ["*"]) }
}

extension APIError {
    static var versionDescriptionWithoutPublish: APIError {
        .validation("Version description can only be set when publish is true")
    }
}
