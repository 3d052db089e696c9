import JSON
import StatesLanguage
import Testing

/// What goes further than the service's own checks.
@Suite("Warnings of a definition") struct AdviceTests {
    /// A machine and its warnings, each as `CODE /place`; an inferred one has a `?`.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let states: String
        let warnings: [String]
        var top = ""
    }

    @Test("say what can never happen, and nothing of what can", arguments: rules + waits + paths + ways)
    func warnings(_ test: Case) throws {
        let start = test.states.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)[1]
        let definition = try StateMachineDefinition(
            parsing: "{\"StartAt\":\"\(start)\",\(test.top)\"States\":{\(test.states)}}")
        let found = definition.warnings.map { "\($0.code.rawValue)\($0.isInferred ? "?" : "") \($0.location)" }
        #expect(found == test.warnings)
    }

    @Test("name the Retriers of tasks that are declared to run at most once")
    func repetitions() throws {
        let text = """
            {"StartAt":"a","States":{
              "a":{"Type":"Task","Resource":"pay","Retry":[{"ErrorEquals":["States.Timeout"]},{"ErrorEquals":["States.ALL"]}],"Next":"b"},
              "b":{"Type":"Task","Resource":"pay","Retry":[{"ErrorEquals":["States.Timeout"]},{"ErrorEquals":["States.ALL"],"MaxAttempts":0}],"Next":"c"},
              "c":{"Type":"Task","Resource":"look","Retry":[{"ErrorEquals":["States.TaskFailed"]}],"Next":"d"},
              "d":{"Type":"Map","ItemProcessor":{"StartAt":"e","States":{
                "e":{"Type":"Task","Resource":"pay","Retry":[{"ErrorEquals":["States.TaskFailed"]}],"End":true}}},"End":true}}}
            """
        let found = RepetitionAdvice.diagnostics(
            of: try StateMachineDefinition(parsing: text), text: try JSONText(validating: text)
        ) { $0 == "pay" }
        #expect(found.map(\.code) == [.retryOfAtMostOnce, .retryOfAtMostOnce])
        #expect(
            found.map(\.location.description) == ["/States/a/Retry/1", "/States/d/ItemProcessor/States/e/Retry/0"])
        #expect(found.map(\.line) == [2, 6])
    }

    @Test("cost little on large machines")
    func size() throws {
        var states: [String] = []
        for number in 0..<5000 {
            states.append(
                #""s\#(number)":{"Type":"Pass","Parameters":{"n":\#(number),"before.$":"$.n"},"Next":"c\#(number)"}"#)
            states.append(
                #""c\#(number)":{"Type":"Choice","Choices":[{"Variable":"$.n","NumericEquals":1,"Next":"s0"}],"Default":"s\#(number + 1)"}"#
            )
        }
        let text = "{\"StartAt\":\"s0\",\"States\":{\(states.joined(separator: ",")),\"s5000\":{\"Type\":\"Succeed\"}}}"
        let clock = ContinuousClock()
        var definition: StateMachineDefinition?
        let time = try clock.measure { definition = try StateMachineDefinition(parsing: text) }
        print("a machine of 10,001 states is read and checked in \(time)")
        #expect(definition?.warnings.isEmpty == true)
        #expect(time < .seconds(10))
    }
}
