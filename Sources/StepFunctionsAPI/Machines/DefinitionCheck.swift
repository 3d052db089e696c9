internal import JSON
internal import StatesLanguage

/// A definition looked at as the service looks at one: what is wrong with it, and where.
struct DefinitionCheck {
    struct Finding: Hashable {
        let severity: String
        let code: String
        let message: String
        let location: String
    }

    let findings: [Finding]

    init(_ text: String, type: String) {
        let diagnostics: [Diagnostic]
        do throws(DefinitionError) {
            let definition = try StateMachineDefinition(parsing: text)
            diagnostics = definition.warnings
        } catch {
            diagnostics = error.diagnostics
        }
        var findings = diagnostics.map(Finding.init)
        if type == "EXPRESS", let value = try? JSONValue(parsing: text) {
            DefinitionCheck.findWaits(in: value, at: JSONPointer.root, &findings)
        }
        self.findings = findings
    }

    var errors: [Finding] { findings.filter { $0.severity == "ERROR" } }

    /// Checks a definition that is to be stored.
    ///
    /// - Throws: `InvalidDefinition` with everything that is wrong.
    static func require(_ text: String, type: String) throws(APIError) {
        let errors = DefinitionCheck(text, type: type).errors
        guard errors.isEmpty else {
            throw .invalidDefinition(
                errors.map { "\($0.code): \($0.message) at \($0.location)" }.joined(separator: ", "))
        }
    }

    /// An Express machine ends within five minutes, and nobody waits for it.
    private static func findWaits(in value: JSONValue, at place: JSONPointer, _ findings: inout [Finding]) {
        for (index, element) in (value.arrayValue ?? []).enumerated() {
            findWaits(in: element, at: place.appending(index), &findings)
        }
        for member in value.objectValue ?? JSONObject() {
            let inner = place.appending(member.key)
            guard member.key == "Resource", value["Type"] == "Task", let resource = member.value.stringValue else {
                findWaits(in: member.value, at: inner, &findings)
                continue
            }
            for (part, name) in [(".sync", ".sync"), (".waitForTaskToken", ".waitForTaskToken")]
            where resource.contains(part) {
                findings.append(
                    Finding(
                        severity: "ERROR", code: "SCHEMA_VALIDATION_FAILED",
                        message: "Express state machine does not support '\(name)' service integration",
                        location: inner.description))
            }
        }
    }
}

extension DefinitionCheck.Finding {
    fileprivate init(_ diagnostic: Diagnostic) {
        let pointer = diagnostic.location.description
        self.init(
            severity: diagnostic.severity.rawValue.uppercased(), code: diagnostic.code.rawValue,
            message: diagnostic.message, location: pointer.isEmpty ? "/" : pointer)
    }

    var json: JSONValue {
        [
            "severity": .string(severity), "code": .string(code), "message": .string(message),
            "location": .string(location),
        ]
    }
}
