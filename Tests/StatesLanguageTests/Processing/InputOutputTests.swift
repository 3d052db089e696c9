import JSON
import StatesLanguage
import Testing

@Suite("Input and output processing")
struct InputOutputTests {
    @Test(
        "A task is given its input by InputPath and Parameters",
        arguments: [
            ("", #"{ "a":1.10,"b":{"c":[1,2]} }"#), (#","InputPath":"$""#, #"{ "a":1.10,"b":{"c":[1,2]} }"#),
            (#","InputPath":"$.b""#, #"{"c":[1,2]}"#), (#","InputPath":null"#, "{}"),
            (#","InputPath":"$.b.c[*]""#, "[1,2]"), (#","InputPath":"$$.State.Name""#, #""Pay""#),
            (#","InputPath":"$.b","Parameters":{"first.$":"$.c[0]","fixed":[1.10]}"#, #"{"first":1,"fixed":[1.10]}"#),
            (#","InputPath":null,"Parameters":{"all.$":"$"}"#, #"{"all":{}}"#),
            (
                #","Parameters":{"deep":{"er":[{"x.$":"$.a"},7]},"try.$":"$$.State.RetryCount","$":"kept"}"#,
                #"{"deep":{"er":[{"x":1.10},7]},"try":2,"$":"kept"}"#
            ),
        ])
    func givesInput(fields: String, expected: String) throws {
        let state = try #require(try task(fields))
        let raw = try JSONText.literal(#"{ "a":1.10,"b":{"c":[1,2]} }"#)
        #expect(try state.effectiveInput(raw: raw, context: .sample()).string == expected)
    }

    @Test(
        "A task's result is selected, put into the raw input, and selected again",
        arguments: [
            ("", #"{ "r":[1,2.50] }"#), (#","ResultPath":null"#, #"{"in":{"x":1}}"#),
            (#","ResultPath":"$.out""#, #"{"in":{"x":1},"out":{"r":[1,2.50]}}"#),
            (#","ResultPath":"$.in""#, #"{"in":{"r":[1,2.50]}}"#), (#","OutputPath":"$.r[1]""#, "2.50"),
            (#","OutputPath":null"#, "{}"), (#","ResultSelector":{"v.$":"$.r[0]"}"#, #"{"v":1}"#),
            (
                #","InputPath":"$.in","ResultSelector":{"v.$":"$.r[0]"},"ResultPath":"$.in.y","OutputPath":"$.in""#,
                #"{"x":1,"y":{"v":1}}"#
            ),
        ])
    func givesOutput(fields: String, expected: String) throws {
        let state = try #require(try task(fields))
        let output = try state.output(
            result: .literal(#"{ "r":[1,2.50] }"#), raw: .literal(#"{"in":{"x":1}}"#), context: .sample())
        #expect(output.string == expected)
    }

    @Test(
        "A Pass state hands on its result, its parameters or its input",
        arguments: [
            ("", #"{ "a": 12345678901234567890 }"#), (#","Result":{"x.$":"$.a"}"#, #"{"x.$":"$.a"}"#),
            (#","Parameters":{"x.$":"$.a"}"#, #"{"x":12345678901234567890}"#),
            (#","Result":5,"ResultPath":"$.r""#, #"{"a":12345678901234567890,"r":5}"#),
            (#","Result":5,"ResultPath":null"#, #"{ "a": 12345678901234567890 }"#),
            (#","Parameters":{"p":1},"Result":{"r":2}"#, #"{"r":2}"#),
            (
                #","InputPath":"$.a","ResultPath":"$.r""#,
                #"{"a":12345678901234567890,"r":12345678901234567890}"#
            ),
            (#","Result":null"#, "null"),
        ])
    func passes(fields: String, expected: String) throws {
        let state = try #require(try pass(fields))
        #expect(
            try state.output(raw: .literal(#"{ "a": 12345678901234567890 }"#), context: .sample()).string == expected)
    }

    @Test(
        "What cannot be selected is told in the service's words",
        arguments: [
            (#","InputPath":"$.x""#, "Invalid path '$.x' : No results for path: $['x']"),
            (#","InputPath":"$.x.y""#, "Invalid path '$.x.y' : Missing property in path $['x']"),
            (#","OutputPath":"$.l[7]""#, "Invalid path '$.l[7]' : No results for path: $['l'][7]"),
            (
                #","InputPath":"$.l.y""#,
                "Invalid path '$.l.y' : Expected to find an object with property ['y'] in path $['l'] "
                    + "but found an array of 1"
            ),
            (
                #","Parameters":{"a":{"value.$":"$.x"}}"#,
                "The JSONPath '$.x' specified for the field 'value.$' could not be found in the input '{ \"l\":[1] }'"
            ),
            (
                #","Parameters":{"value.$":"$$.Execution.Input.x"}"#,
                "The JSONPath '$$.Execution.Input.x' specified for the field 'value.$' "
                    + "could not be found in the input '{ \"l\":[1] }'"
            ),
        ])
    func explains(fields: String, cause: String) throws {
        let state = try #require(try pass(fields))
        let raw = try JSONText.literal(#"{ "l":[1] }"#)
        let context = try ContextObject.sample()
        let error = #expect(throws: StateRuntimeError.self) { try state.output(raw: raw, context: context) }
        #expect(error?.error == "States.Runtime")
        #expect(error?.cause == cause)
        #expect(
            error?.cause(inState: "Pay", enteredAtEvent: 7)
                == "An error occurred while executing the state 'Pay' (entered at the event id #7). " + cause)
    }

    @Test("The context object shows the execution, the state and the machine")
    func showsContext() throws {
        let context = try ContextObject.sample(executionInput: #"{"n":1.10}"#)
        #expect(
            try context.value().text == """
                {"Execution":{"Id":"arn:aws:states:us-east-1:123456789012:execution:payroll:run-1","Input":{"n":1.10},\
                "Name":"run-1","RoleArn":"arn:aws:iam::123456789012:role/payroll",\
                "StartTime":"2026-01-01T00:00:00.250Z","RedriveCount":0},\
                "State":{"EnteredTime":"2026-01-01T00:00:01.000Z","Name":"Pay","RetryCount":2},\
                "StateMachine":{"Id":"arn:aws:states:us-east-1:123456789012:stateMachine:payroll","Name":"payroll"}}
                """)
        let state = try #require(
            try pass(#","Parameters":{"c.$":"$$.Execution.Name","b.$":"$$.Execution.Input.n","a.$":"$$"}"#))
        let output = try state.output(raw: .emptyObject, context: context).value()
        #expect(output["a"] == (try context.value()))
        #expect(output["b"]?.text == "1.10")
        #expect(output["c"] == "run-1")
    }

    @Test("A task token and a redrive show only where there are any")
    func showsTokenAndRedrive() throws {
        let sample = try ContextObject.sample()
        let execution = ContextObject.Execution(
            id: "e", input: .emptyObject, name: "e", roleArn: "r", startTime: Instant(microseconds: 0), redriveCount: 1,
            redriveTime: Instant(microseconds: 1_000_000))
        let context = ContextObject(
            execution: execution, state: sample.state, stateMachine: sample.stateMachine, task: .init(token: "t0ken"))
        let value = try context.value()
        #expect(value["Task"]?["Token"] == "t0ken")
        #expect(value["Execution"]?["RedriveTime"] == "1970-01-01T00:00:01.000Z")
        #expect(try sample.value()["Task"] == nil)
    }
}
