import JSON
import StatesLanguage
import Testing

@Suite("Choice")
struct ChoiceTests {
    @Test(
        "Comparisons hold or do not",
        arguments: [
            (#""StringEquals":"é""#, #""é""#, true), (#""StringEquals":"e\u0301""#, #""é""#, false),
            (#""StringLessThan":"b""#, #""a""#, true), (#""StringLessThan":"B""#, #""a""#, false),
            (#""StringLessThan":"～""#, #""😀""#, true), (#""StringGreaterThanEquals":"a""#, #""a""#, true),
            (#""StringLessThanEquals":"a""#, "1", false),
            (#""NumericEquals":1.0"#, "1", true), (#""NumericEquals":1e2"#, "100", true),
            (#""NumericEquals":12345678901234567890"#, "12345678901234567891", false),
            (#""NumericLessThan":1e400"#, "1e399", true), (#""NumericGreaterThanEquals":-0"#, "0", true),
            (#""NumericGreaterThan":0.1"#, "0.10000000000000000001", true),
            (#""NumericLessThanEquals":5"#, #""4""#, false),
            (#""BooleanEquals":true"#, "true", true), (#""BooleanEquals":true"#, "false", false),
            (#""BooleanEquals":false"#, "null", false),
            (#""TimestampEquals":"2026-01-01T00:00:00Z""#, #""2026-01-01T01:00:00+01:00""#, true),
            (#""TimestampLessThan":"2026-01-01T00:00:00.5Z""#, #""2026-01-01T00:00:00.49Z""#, true),
            (#""TimestampLessThanEquals":"2026-01-01T00:00:00Z""#, #""2026-01-01""#, false),
            (#""TimestampGreaterThan":"2026-01-01T00:00:00Z""#, #""2026-01-01T00:00:00-00:01""#, true),
            (#""TimestampGreaterThanEquals":"2026-01-01T00:00:00Z""#, "1767225600", false),
            (#""StringMatches":"*.csv""#, #""time.csv""#, true), (#""StringMatches":"*""#, "1", false),
            (#""IsNull":true"#, "null", true), (#""IsNull":false"#, "null", false), (#""IsNull":false"#, "0", true),
            (#""IsPresent":true"#, "null", true), (#""IsNumeric":true"#, "1e5", true),
            (#""IsBoolean":true"#, "false", true), (#""IsString":false"#, "{}", true),
            (#""IsTimestamp":true"#, #""2026-01-01T00:00:00Z""#, true),
            (#""IsTimestamp":true"#, #""2026-01-01""#, false),
            (#""IsTimestamp":false"#, #""2026-02-29T00:00:00Z""#, true),
        ])
    func compares(test: String, value: String, expected: Bool) throws {
        let outcome = try choose(#""Variable":"$.v",\#(test)"#, #"{"v":\#(value)}"#)
        #expect(outcome.next == (expected ? "Yes" : "No"))
        #expect(outcome.ruleIndex == (expected ? 0 : nil))
    }

    @Test(
        "Every comparison with a Path twin reads its operand from the input",
        arguments: [
            ("StringEqualsPath", #""a""#, #""a""#), ("StringLessThanPath", #""a""#, #""b""#),
            ("StringGreaterThanPath", #""b""#, #""a""#), ("StringLessThanEqualsPath", #""a""#, #""a""#),
            ("StringGreaterThanEqualsPath", #""a""#, #""a""#), ("NumericEqualsPath", "1", "1.0"),
            ("NumericLessThanPath", "1", "2"), ("NumericGreaterThanPath", "2", "1"),
            ("NumericLessThanEqualsPath", "1", "1"), ("NumericGreaterThanEqualsPath", "1", "1"),
            ("TimestampEqualsPath", #""2026-01-01T00:00:00Z""#, #""2026-01-01T00:00:00.000Z""#),
            ("TimestampLessThanPath", #""2026-01-01T00:00:00Z""#, #""2026-01-02T00:00:00Z""#),
            ("TimestampGreaterThanPath", #""2026-01-03T00:00:00Z""#, #""2026-01-02T00:00:00Z""#),
            ("TimestampLessThanEqualsPath", #""2026-01-02T00:00:00Z""#, #""2026-01-02T00:00:00Z""#),
            ("TimestampGreaterThanEqualsPath", #""2026-01-02T00:00:00Z""#, #""2026-01-02T00:00:00Z""#),
            ("BooleanEqualsPath", "true", "true"),
        ])
    func comparesWithPaths(field: String, left: String, right: String) throws {
        let rule = #""Variable":"$.l","\#(field)":"$.r""#
        #expect(try choose(rule, #"{"l":\#(left),"r":\#(right)}"#).next == "Yes")
        #expect(try choose(rule, #"{"l":\#(left),"r":{}}"#).next == "No", "an operand of another type")
        let error = #expect(throws: StateRuntimeError.self) { try choose(rule, #"{"l":\#(left)}"#) }
        #expect(error?.cause == "Invalid path '$.r': The choice state's condition path references an invalid value.")
    }

    @Test("A missing variable is an error, except for IsPresent")
    func missesVariable() throws {
        let error = #expect(throws: StateRuntimeError.self) { try choose(#""Variable":"$.v.w","IsNull":true"#, "{}") }
        #expect(error?.error == "States.Runtime")
        #expect(error?.cause == "Invalid path '$.v.w': The choice state's condition path references an invalid value.")
        #expect(try choose(#""Variable":"$.v.w","IsPresent":true"#, "{}").next == "No")
        #expect(try choose(#""Variable":"$.v.w","IsPresent":false"#, #"{"v":1}"#).next == "Yes")
    }

    @Test(
        "Conditions combine, and are asked only as far as needed",
        arguments: [
            (#""Not":{"Variable":"$.a","NumericEquals":1}"#, #"{"a":2}"#, true),
            (
                #""And":[{"Variable":"$.a","IsPresent":true},{"Variable":"$.a","NumericGreaterThan":0}]"#,
                #"{"a":1}"#, true
            ),
            (#""And":[{"Variable":"$.a","IsPresent":true},{"Variable":"$.a","NumericGreaterThan":0}]"#, "{}", false),
            (#""Or":[{"Variable":"$.a","IsPresent":false},{"Variable":"$.a","NumericEquals":3}]"#, "{}", true),
            (
                #""Or":[{"And":[{"Not":{"Variable":"$.a","IsNull":true}},{"Variable":"$.a","IsString":true}]}]"#,
                #"{"a":"x"}"#, true
            ),
        ])
    func combines(rule: String, input: String, expected: Bool) throws {
        #expect(try choose(rule, input).next == (expected ? "Yes" : "No"))
    }

    @Test("Without a match and without Default the state fails")
    func matchesNothing() throws {
        let state = try #require(try choice(#""Variable":"$.v","NumericEquals":1"#, isWithDefault: false))
        let raw = try JSONText.literal(#"{"v":2}"#)
        let context = try ContextObject.sample()
        let error = #expect(throws: StateRuntimeError.self) { try state.choose(raw: raw, context: context) }
        #expect(error?.error == "States.Runtime")
        #expect(error?.specificationError == "States.NoChoiceMatched")
        #expect(
            error?.cause == "Failed to transition out of the state. The state does not point to a next state.")
    }

    @Test("The first rule that holds wins, and variables may come from the context object")
    func takesFirst() throws {
        let text = """
            {"StartAt":"X","States":{"X":{"Type":"Choice","InputPath":"$.in","OutputPath":"$.out","Choices":[
              {"Variable":"$.n","NumericEquals":9,"Next":"A"},
              {"Variable":"$$.State.RetryCount","NumericEqualsPath":"$.n","Next":"B"},
              {"Variable":"$.n","NumericEquals":2,"Next":"A"}]},
              "A":{"Type":"Succeed"},"B":{"Type":"Succeed"}}}
            """
        let definition = try StateMachineDefinition(parsing: text)
        guard case .choice(let state)? = definition.state(named: "X") else {
            Issue.record("no choice state")
            return
        }
        let outcome = try state.choose(
            raw: .literal(#"{"in":{"n":2,"out":{"kept":1.10}}}"#), context: .sample())
        #expect(outcome.ruleIndex == 1)
        #expect(outcome.next == "B")
        #expect(outcome.output.string == #"{"kept":1.10}"#)
    }

    private func choose(_ rule: String, _ input: String) throws -> ChoiceOutcome {
        let state = try #require(try choice(rule))
        return try state.choose(raw: .literal(input), context: .sample())
    }
}
