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
            guard let definition = try? definition(recorded) else { continue }
            let end = try Walk.run(
                definition, input: try input(recorded), machine: recorded["stateMachine"]?.stringValue ?? "")
            if case .stopped = end { continue }
            #expect(try isAsRecorded(end, recorded), "\(family) \(name(recorded)): \(end)")
            compared[family, default: 0] += 1
        }
        #expect(compared["base"] == 14)
        #expect(compared["choice_operators"] == 251)
        #expect(compared.values.reduce(0, +) == 356, "\(compared)")
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
        #expect(read == 431)
    }

    @Test("Definitions that the service refused are refused, in its words where the fault is the same")
    func validations() throws {
        var compared = 0
        for recorded in try RecordedCases.transcripts("sfn_api_validation") {
            for step in recorded["steps"]?.arrayValue ?? [] {
                guard let text = step["request"]?["definition"]?.stringValue,
                    let expected = step["expected"]?["response"]?["diagnostics"]?.arrayValue, !expected.isEmpty
                else { continue }
                let error = #expect(throws: DefinitionError.self) { try StateMachineDefinition(parsing: text) }
                for diagnostic in expected {
                    let found = (error?.diagnostics ?? []).contains {
                        $0.code.rawValue == diagnostic["code"]?.stringValue
                            && $0.message == diagnostic["message"]?.stringValue
                            && ($0.location.tokens.isEmpty ? "/" : $0.location.description)
                                == diagnostic["location"]?.stringValue
                    }
                    #expect(found, "\(name(recorded)): \(diagnostic.text)")
                    compared += 1
                }
            }
        }
        #expect(compared >= 4)
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
