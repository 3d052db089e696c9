import JSON
import StatesLanguage
import Testing

@Suite("Diagnostics of JSONata") struct JSONataDiagnosticsTests {
    private static func diagnostics(_ states: String, top: String = #""QueryLanguage":"JSONata","#) -> [Diagnostic] {
        let text = #"{"StartAt":"X",\#(top)"States":{\#(states)}}"#
        do throws(DefinitionError) {
            return try StateMachineDefinition(parsing: text).warnings
        } catch {
            return error.diagnostics
        }
    }

    private static func lines(_ diagnostics: [Diagnostic]) -> [String] {
        diagnostics.map { "\($0.code.rawValue): \($0.fullMessage) at \($0.location)" }
    }

    private static func foreign(_ field: String, _ place: String = "/States/X") -> String {
        "SCHEMA_VALIDATION_FAILED: The QueryLanguage is set to 'JSONata', but field '\(field)' is only supported for the "
            + "'JSONPath' QueryLanguage at \(place)"
    }

    @Test(
        "A state that is not well formed is refused in the service's words",
        arguments: [
            (#"{"Type":"Pass","InputPath":"$","End":true}"#, foreign("InputPath")),
            (#"{"Type":"Pass","Result":1,"End":true}"#, foreign("Result")),
            (#"{"Type":"Task","Resource":"r","Parameters":{},"End":true}"#, foreign("Parameters")),
            (#"{"Type":"Task","Resource":"r","TimeoutSecondsPath":"$.a","End":true}"#, foreign("TimeoutSecondsPath")),
            (#"{"Type":"Wait","SecondsPath":"$.a","Seconds":1,"End":true}"#, foreign("SecondsPath")),
            (#"{"Type":"Fail","ErrorPath":"$.a"}"#, foreign("ErrorPath")),
            (
                #"{"Type":"Task","Resource":"r","End":true,"Catch":[{"ErrorEquals":["E"],"ResultPath":"$","Next":"X"}]}"#,
                foreign("ResultPath", "/States/X/Catch/0")
            ),
            (
                #"{"Type":"Choice","Choices":[{"Condition":true,"Variable":"$.a","Next":"X"}],"Default":"E"},"E":{"Type":"Fail"}"#,
                foreign("Variable", "/States/X/Choices/0")
            ),
            (
                #"{"Type":"Wait","Seconds":1,"Arguments":1,"End":true}"#,
                "SCHEMA_VALIDATION_FAILED: The field 'Arguments' is not supported in a Wait state at /States/X/Arguments"
            ),
            (
                #"{"Type":"Pass","Output":{"a":["{% 1 + %}"]},"End":true}"#,
                "INVALID_JSONATA_EXPRESSION: Unexpected end of expression: S0207 at character 3 at /States/X/Output/a/0"
            ),
            (
                #"{"Type":"Pass","Output":"{% phone %}","End":true}"#,
                "UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'phone' at the top level is not supported. at /States/X/Output"
            ),
            (
                #"{"Type":"Pass","Output":"{% $$.a %}","End":true}"#,
                "UNSUPPORTED_JSONATA_EXPRESSION: Reference to '$$' is not supported. at /States/X/Output"
            ),
            (
                #"{"Type":"Pass","Output":"{% $states.result %}","End":true}"#,
                "UNSUPPORTED_JSONATA_EXPRESSION: Field '$states.result' does not exist. at /States/X/Output"
            ),
            (
                #"{"Type":"Task","Resource":"r","Arguments":"{% $states.result %}","End":true}"#,
                "UNSUPPORTED_JSONATA_EXPRESSION: Field '$states.result' does not exist. at /States/X/Arguments"
            ),
            (
                #"{"Type":"Task","Resource":"r","Output":"{% $states.errorOutput %}","End":true}"#,
                "UNSUPPORTED_JSONATA_EXPRESSION: Field '$states.errorOutput' does not exist. at /States/X/Output"
            ),
            (
                #"{"Type":"Pass","Assign":{"states":1},"End":true}"#,
                "SCHEMA_VALIDATION_FAILED: A variable's name is an identifier of at most 80 characters, and not 'states' at /States/X/Assign/states"
            ),
            (
                #"{"Type":"Pass","Assign":"{% {} %}","End":true}"#,
                "SCHEMA_VALIDATION_FAILED: Expected value of type Object at /States/X/Assign"
            ),
            (
                #"{"Type":"Pass","QueryLanguage":"JSONPath","End":true}"#,
                "SCHEMA_VALIDATION_FAILED: 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine at /States/X"
            ),
            (
                #"{"Type":"Choice","Choices":[{"Condition":"yes","Next":"E"}]},"E":{"Type":"Succeed"}"#,
                "SCHEMA_VALIDATION_FAILED: Expected value of type Boolean at /States/X/Choices/0/Condition"
            ),
            (
                #"{"Type":"Map","Items":7,"End":true,"ItemProcessor":{"StartAt":"Y","States":{"Y":{"Type":"Succeed"}}}}"#,
                "SCHEMA_VALIDATION_FAILED: Expected value of type Array, or an expression at /States/X/Items"
            ),
            (
                #"{"Type":"Wait","Timestamp":"tomorrow","End":true}"#,
                "SCHEMA_VALIDATION_FAILED: String does not match RFC3339 timestamp at /States/X/Timestamp"
            ),
        ])
    func refused(_ state: String, _ message: String) {
        #expect(Self.lines(Self.diagnostics("\"X\":\(state)").filter { $0.severity == .error }) == [message])
    }

    @Test func `A field of JSONata in a state of paths is refused at the state, and marked in its line`() throws {
        let found = Self.diagnostics(#""X":{"Type":"Pass","Output":1,"End":true}"#, top: "")
        #expect(
            Self.lines(found) == [
                "SCHEMA_VALIDATION_FAILED: The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported "
                    + "for the 'JSONata' QueryLanguage at /States/X"
            ])
        #expect(try #require(found.first).column > 40)
    }

    @Test(
        "What is odd is warned of",
        arguments: [
            (
                #""X":{"Type":"Pass","Output":" {% 1 %}","End":true}"#,
                "NOT_EVALUATED: This is a plain text: an expression begins with '{%' and ends with '%}', with nothing around them at /States/X/Output"
            ),
            (
                #""X":{"Type":"Pass","Output":{"a":1},"Next":"Y"},"Y":{"Type":"Pass","Output":{"b":"{% $states.input.c %}"},"End":true}"#,
                "PATH_CANNOT_EXIST: Nothing is at '$states.input.c' on any way to this state at /States/Y/Output/b"
            ),
            (
                #""X":{"Type":"Map","ToleratedFailureCount":1,"End":true,"ItemProcessor":{"StartAt":"Y","States":{"Y":{"Type":"Succeed"}}}}"#,
                "NO_EFFECT: 'ToleratedFailureCount' has no effect without the mode DISTRIBUTED at /States/X/ToleratedFailureCount"
            ),
            (
                #""X":{"Type":"Task","Resource":"a.waitForTaskToken","End":true}"#,
                "UNBOUNDED_WAIT: Without 'TimeoutSeconds' or 'HeartbeatSeconds' the state waits for ever where whoever has the token never answers at /States/X/Resource"
            ),
        ])
    func warned(_ states: String, _ message: String) {
        #expect(Self.lines(Self.diagnostics(states)) == [message])
    }

    @Test(
        "What is good is accepted without a word",
        arguments: [
            #""X":{"Type":"Pass","Output":{"a":1},"Next":"Y"},"Y":{"Type":"Pass","Output":"{% $states.input.a %}","End":true}"#,
            #""X":{"Type":"Pass","Output":"{% $exists($states.input.c) ? 1 : $states %}","End":true}"#,
            #""X":{"Type":"Task","Resource":"r","End":true,"Credentials":{"RoleArn":"{% $states.input.r %}"},"TimeoutSeconds":"{% 5 %}","Catch":[{"ErrorEquals":["E"],"Next":"X","Output":"{% $states.errorOutput %}"}]}"#,
            #""X":{"Type":"Pass","Output":"{% $map($states.input.a, function($v){ $v.b }) %}","End":true}"#,
        ])
    func accepted(_ states: String) {
        #expect(Self.lines(Self.diagnostics(states)).isEmpty)
    }

    @Test func `States inside a JSONata Map have the machine's language, and a distributed Map's machine has its own`()
        throws
    {
        let inner =
            #"{"ProcessorConfig":{"Mode":"DISTRIBUTED"},"StartAt":"Y","States":{"Y":{"Type":"Pass","Output":1,"End":true}}}"#
        let map = #""X":{"Type":"Map","QueryLanguage":"JSONata","ItemProcessor":\#(inner),"End":true}"#
        #expect(
            Self.diagnostics(map, top: "").contains { $0.location.description == "/States/X/ItemProcessor/States/Y" })
        let machine = try StateMachineDefinition(
            parsing: #"{"StartAt":"X","QueryLanguage":"JSONata","States":{\#(map)}}"#)
        guard case .map(let state)? = machine.states.first else { return }
        let child = try StateMachineDefinition(parsing: try #require(state.distributed).definition)
        #expect(child.queryLanguage == .jsonata)
    }

    @Test(
        "The variables of an expression are those that it does not bind, without functions",
        arguments: [
            ("{% $a + $b.c %}", ["a", "b"]), ("{% ($x := $a; $sum($x)) %}", ["a"]), ("$a", []),
            ("{% $states.input %}", []),
            ("{% 1 + %}", []), ("{% $map($list, function($v){ $v * $rate }) %}", ["list", "rate"]),
        ])
    func variables(_ text: String, _ expected: [String]) {
        #expect(FieldExpression.variables(ofField: text) == expected)
    }
}
