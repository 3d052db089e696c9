import JSON

/// Reads a whole definition.
struct DefinitionReader {
    private let findings = Findings()
    private let type: StateMachineType

    private init(type: StateMachineType) {
        self.type = type
    }

    /// The definition of a text; throws all that is wrong with it.
    static func read(
        _ utf8: [UInt8], type: StateMachineType = .standard
    ) throws(DefinitionError) -> StateMachineDefinition {
        let document: JSONValue
        let map: JSONSourceMap
        do throws(JSONError) {
            document = try JSONValue(parsing: utf8)
            map = try JSONSourceMap(utf8)
        } catch {
            throw DefinitionError(error)
        }
        return try DefinitionReader(type: type).read(document, map)
    }

    private func read(_ document: JSONValue, _ map: JSONSourceMap) throws(DefinitionError) -> StateMachineDefinition {
        let machine = machine(document)
        guard !findings.hasErrors, let machine else {
            throw DefinitionError(diagnostics: findings.diagnostics(map))
        }
        var definition = StateMachineDefinition(
            comment: machine.comment, startAt: machine.startAt, states: machine.states, version: machine.version,
            timeoutSeconds: machine.timeoutSeconds, queryLanguage: machine.language,
            readsExecutionInput: document.mentions("$$.Execution.Input"))
        DefinitionAdvice(findings: findings, places: StatePlaces(document)).check(definition)
        definition.warnings = findings.diagnostics(map)
        return definition
    }

    private struct Machine {
        let comment: String?
        let startAt: String
        let states: [State]
        let version: String
        let timeoutSeconds: Int?
        let language: QueryLanguage
    }

    private func machine(_ document: JSONValue) -> Machine? {
        guard let fields = Fields(document, at: .root, findings) else { return nil }
        let known: Set<String> = ["Comment", "StartAt", "States", "Version", "QueryLanguage", "TimeoutSeconds"]
        for key in fields.object.keys where !known.contains(key) {
            findings.schema("The field '\(key)' is not supported in a state machine", at: fields.place(key))
        }
        fields.require("States", "StartAt")
        let language = fields.choice("QueryLanguage", default: QueryLanguage.jsonPath)
        if language == .jsonata { findings.notSupportedYet("JSONata is", at: fields.place("QueryLanguage")) }
        let version = fields.string("Version") ?? "1.0"
        if version != "1.0" {
            findings.schema("The field 'Version' should have one of these values: [1.0]", at: fields.place("Version"))
        }
        let timeout = fields.integer("TimeoutSeconds", in: 1...TimeoutSetting.maximumSeconds)
        let comment = fields.string("Comment")
        let startAt = fields.string("StartAt")
        let reader = StateReader(
            findings: findings, machineLanguage: language ?? .jsonPath, type: type, names: StateNames())
        let states = reader.states(fields, startAt: startAt)
        AssignedNames(findings: findings).check(fields.object, at: .root, outer: [])
        guard let startAt, let language else { return nil }
        return Machine(
            comment: comment, startAt: startAt, states: states, version: version, timeoutSeconds: timeout,
            language: language)
    }
}

extension JSONValue {
    /// Whether a text inside holds the other one.
    fileprivate func mentions(_ text: String) -> Bool {
        switch self {
        case .string(let string): string.contains(text)
        case .array(let elements): elements.contains { $0.mentions(text) }
        case .object(let object): object.contains { $0.value.mentions(text) }
        case .null, .bool, .number: false
        }
    }
}
