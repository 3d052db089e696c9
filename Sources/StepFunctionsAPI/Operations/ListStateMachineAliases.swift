internal import Engine
internal import EventLog
internal import JSON

/// `ListStateMachineAliases`: of a machine, or those that lead to one of its versions.
struct ListStateMachineAliases: APIOperation {
    static let name = "ListStateMachineAliases"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let page = try OffsetPage(request, of: Self.name)
        let target = try await MachineTarget(request.text("stateMachineArn"), service)
        let aliases = target.record.aliases.filter { alias in
            target.version.map { version in alias.routes.contains { $0.version == version.number } } ?? true
        }
        return page.answer("stateMachineAliases", aliases) { alias in
            [
                "stateMachineAliasArn": .string("\(target.record.arn):\(alias.name)"),
                "creationDate": .time(alias.createdAt),
            ]
        }
    }
}
