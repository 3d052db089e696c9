import Engine
import JSON
import StateMachineBuilder
import StatesLanguage
import Testing

/// Wrong use is refused by the definition's own checks: the builder has none.
@Suite struct RefusalTests {
    static let cases: [(String, DefinitionText, DiagnosticCode, String)] = [
        (
            "two states of one name",
            DefinitionText {
                Pass("a")
                Pass("a")
            }, .duplicateStateName, "/States/a"
        ),
        (
            "two states of one name, one of them in a branch",
            DefinitionText { Parallel("a").branch { Pass("a") } }, .duplicateStateName,
            "/States/a/Branches/0/States/a"
        ),
        (
            "a transition to nowhere", DefinitionText { Pass("a").next("b") }, .missingTransitionTarget,
            "/States/a/Next"
        ),
        (
            "a catcher that goes nowhere",
            DefinitionText { Call("a", resource: "r").catch("States.ALL", next: "b") }, .missingTransitionTarget,
            "/States/a/Catch/0/Next"
        ),
        (
            "a start that is not there", DefinitionText(startAt: "b") { Pass("a") }, .missingTransitionTarget,
            "/StartAt"
        ),
        ("a negative time", DefinitionText { Wait("a", seconds: -1) }, .schemaValidationFailed, "/States/a/Seconds"),
        (
            "a rate that is no number",
            DefinitionText { Call("a", resource: "r").retry("States.ALL", backoffRate: .infinity) },
            .schemaValidationFailed, "/States/a/Retry/0/BackoffRate"
        ),
        (
            "a field that the state does not have", DefinitionText { Pass("a").field("Colour", "red") },
            .schemaValidationFailed, "/States/a/Colour"
        ),
        ("no rules", DefinitionText { Choice("a") }, .schemaValidationFailed, "/States/a"),
        ("no steps", DefinitionText {}, .schemaValidationFailed, "/States"),
    ]

    @Test(arguments: cases.indices)
    func `wrong use gives the definition's own diagnostics`(_ index: Int) throws {
        let (what, definition, code, place) = Self.cases[index]
        let error = try #require(throws: DefinitionError.self, "\(what)") {
            try StateMachineDefinition(parsing: definition.text)
        }
        let found = error.diagnostics.map { "\($0.code.rawValue) \($0.location)" }
        #expect(found.contains("\(code.rawValue) \(place)"), "\(what): \(found)")
        #expect(throws: error) {
            try StateMachine(name: "m", definition: definition.text, role: Role(arn: "r", resources: []))
        }
    }

    @Test func `a machine is refused as its text is`() throws {
        let error = #expect(throws: DefinitionError.self) {
            try StateMachine(name: "m", role: Role(arn: "r", resources: [])) { Pass("a").next("b") }
        }
        #expect(error?.diagnostics.map(\.code).contains(.missingTransitionTarget) == true)
    }
}
