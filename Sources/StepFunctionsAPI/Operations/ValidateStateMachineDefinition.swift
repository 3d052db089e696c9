internal import JSON

/// `ValidateStateMachineDefinition`: nothing is stored.
struct ValidateStateMachineDefinition: APIOperation {
    static let name = "ValidateStateMachineDefinition"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let definition = try request.text("definition", 1...1_048_576)
        let type = try request.choice("type", of: ["STANDARD", "EXPRESS"]) ?? "STANDARD"
        let severity = try request.choice("severity", of: ["ERROR", "WARNING"]) ?? "ERROR"
        let most = try request.optionalInteger("maxResults", 0...100) ?? 0
        let check = DefinitionCheck(definition, type: type)
        let findings = severity == "ERROR" ? check.errors : check.findings
        let shown = findings.prefix(most == 0 ? 100 : most)
        return [
            "result": check.errors.isEmpty ? "OK" : "FAIL",
            "diagnostics": .array(shown.map(\.json)),
            "truncated": .bool(shown.count < findings.count),
        ]
    }
}
