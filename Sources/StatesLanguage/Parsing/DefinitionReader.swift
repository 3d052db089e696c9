import JSON

/// Reads a whole definition.
struct DefinitionReader {
    private let findings = Findings()
    private let type: StateMachineType
    private var mayReadExecutionInput = true

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
        var reader = DefinitionReader(type: type)
        reader.mayReadExecutionInput = utf8.mayMention("$$.Execution.Input") || utf8.mayMention("$states")
        return try reader.read(document, map)
    }

    private func read(_ document: JSONValue, _ map: JSONSourceMap) throws(DefinitionError) -> StateMachineDefinition {
        let machine = machine(document)
        guard !findings.hasErrors, let machine else {
            throw DefinitionError(diagnostics: findings.diagnostics(map))
        }
        var definition = StateMachineDefinition(
            comment: machine.comment, startAt: machine.startAt, states: machine.states, version: machine.version,
            timeoutSeconds: machine.timeoutSeconds, queryLanguage: machine.language,
            readsExecutionInput: mayReadExecutionInput && document.mentionsExecutionInput)
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
    /// Whether a text inside may read the execution's input from the context object.
    fileprivate var mentionsExecutionInput: Bool {
        switch self {
        case .string(let string):
            string.contains("$$.Execution.Input") || string.contains("$states") && string.contains("Execution")
        case .array(let elements): elements.contains { $0.mentionsExecutionInput }
        case .object(let object): object.contains { $0.value.mentionsExecutionInput }
        case .null, .bool, .number: false
        }
    }
}

extension [UInt8] {
    /// Whether a JSON text may hold another one in a string. Most do not, and looking at bytes is quick; with escapes only
    /// the strings themselves can tell.
    fileprivate func mayMention(_ text: StaticString) -> Bool {
        let (count, first) = (text.utf8CodeUnitCount, text.utf8Start[0])
        return withUnsafeBufferPointer { bytes in
            var index = 0
            while index < bytes.count {
                if bytes[index] == UInt8(ascii: "\\") { return true }
                if bytes[index] == first, index + count <= bytes.count,
                    (0..<count).allSatisfy({ bytes[index + $0] == text.utf8Start[$0] })
                {
                    return true
                }
                index += 1
            }
            return false
        }
    }
}
