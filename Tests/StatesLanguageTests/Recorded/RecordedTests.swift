import JSON
import StatesLanguage
import Testing

@Suite("Recorded from the service", .enabled(if: RecordedCases.areHere, RecordedCases.absence))
struct RecordedTests {
    @Test("All 251 recorded choices go the recorded way")
    func choices() throws {
        let cases = try RecordedCases.executions("choice_operators")
        #expect(cases.count == 251)
        for recorded in cases {
            let end = try Walk.run(try definition(recorded), input: try input(recorded))
            let output = try #require(recorded["expected"]?["output"])
            guard case .succeeded(let text) = end, try Recording.matches(text, output) else {
                Issue.record("\(name(recorded)): \(end)")
                continue
            }
        }
    }

    @Test("Every recorded execution of Pass, Choice, Wait, Succeed and Fail states ends as recorded")
    func executions() throws {
        var compared: [String: Int] = [:]
        for (family, recorded) in try RecordedCases.allExecutions() {
            // The context object of the recording is not known.
            guard recorded["definition"]?.stringValue?.contains("$states.context") != true,
                let definition = try? definition(recorded)
            else { continue }
            let end = try Walk.run(
                definition, input: try input(recorded), machine: recorded["stateMachine"]?.stringValue ?? "")
            if case .stopped = end { continue }
            #expect(try isAsRecorded(end, recorded), "\(family) \(name(recorded)): \(end)")
            compared[family, default: 0] += 1
        }
        #expect(compared["base"] == 14)
        #expect(compared["choice_operators"] == 251)
        #expect(compared.values.reduce(0, +) == 385, "\(compared)")
    }

    @Test("Every recorded definition is read, or refused only for what is not supported yet")
    func definitions() throws {
        var read = 0
        for (family, recorded) in try RecordedCases.allExecutions() {
            do throws(DefinitionError) {
                _ = try StateMachineDefinition(parsing: recorded["definition"]?.stringValue ?? "")
                read += 1
            } catch {
                let faults = error.diagnostics.filter { $0.severity == .error && $0.code != .notSupportedYet }
                #expect(faults.isEmpty, "\(family) \(name(recorded)): \(faults)")
            }
        }
        #expect(read == 512)
    }

    @Test("Every recorded transcript's definition is refused in the service's words, or accepted, as the service did")
    func validations() throws {
        var (refused, accepted) = (0, 0)
        for (family, recorded) in try RecordedCases.allTranscripts() {
            for step in recorded["steps"]?.arrayValue ?? [] {
                guard let request = step["request"], let text = request["definition"]?.stringValue,
                    let verdict = verdict(step)
                else { continue }
                let type = request["type"]?.stringValue.flatMap(StateMachineType.init(rawValue:)) ?? .standard
                let name = "\(family) \(name(recorded))"
                do throws(DefinitionError) {
                    _ = try StateMachineDefinition(parsing: text, type: type)
                    #expect(verdict.isEmpty, "\(name): accepted for \(verdict)")
                    accepted += 1
                } catch {
                    let found = error.diagnostics.map {
                        "\($0.code.rawValue): \($0.message) at \($0.location.tokens.isEmpty ? "/" : $0.location.description)"
                    }
                    let unsupported = error.diagnostics.contains { $0.code == .notSupportedYet }
                    #expect(verdict.allSatisfy(found.contains), "\(name): \(found) for \(verdict)")
                    #expect(!verdict.isEmpty || unsupported, "\(name): \(found) for nothing")
                    refused += 1
                }
            }
        }
        print("recorded transcripts: \(accepted) definitions accepted, \(refused) refused")
        #expect(refused >= 9 && accepted >= 100)
    }

    /// What the service found wrong, as it words a refusal; nothing where it accepted the definition, nil where it did not
    /// say.
    private func verdict(_ step: JSONValue) -> [String]? {
        let operations = ["CreateStateMachine", "UpdateStateMachine", "ValidateStateMachineDefinition"]
        guard operations.contains(step["operation"]?.stringValue ?? "") else { return nil }
        if let diagnostics = step["expected"]?["response"]?["diagnostics"]?.arrayValue {
            return diagnostics.map { diagnostic in
                let parts = ["code", "message", "location"].map { diagnostic[$0]?.stringValue ?? "" }
                return "\(parts[0]): \(parts[1]) at \(parts[2])"
            }
        }
        guard let error = step["expected"]?["error"] else { return [] }
        guard error["code"] == "InvalidDefinition" else { return nil }
        let message = error["message"]?.stringValue ?? ""
        return [String(message.dropFirst("Invalid State Machine Definition: '".count).dropLast())]
    }

    private func definition(_ recorded: JSONValue) throws -> StateMachineDefinition {
        try StateMachineDefinition(parsing: recorded["definition"]?.stringValue ?? "")
    }

    private func input(_ recorded: JSONValue) throws -> JSONText {
        try JSONText(validating: recorded["input"]?.stringValue ?? "{}")
    }

    private func name(_ recorded: JSONValue) -> String {
        recorded["name"]?.stringValue ?? "?"
    }

    private func isAsRecorded(_ end: Walk.End, _ recorded: JSONValue) throws -> Bool {
        if let output = recorded["expected"]?["output"] {
            guard case .succeeded(let text) = end else { return false }
            return try Recording.matches(text, output)
        }
        guard let last = recorded["expected"]?["events"]?.arrayValue?.last else { return false }
        switch end {
        case .succeeded(let text):
            guard let output = last["executionSucceededEventDetails"]?["output"] else { return false }
            return try Recording.matches(text, output)
        case .failed(let error):
            guard let details = last["executionFailedEventDetails"] else { return false }
            let causes = (error.cause, details["cause"]?.stringValue)
            return error.error == details["error"]?.stringValue
                && (causes.0 == causes.1 || Recording.matches(causes.0 ?? "", causes.1 ?? ""))
        case .stopped:
            return false
        }
    }
}
