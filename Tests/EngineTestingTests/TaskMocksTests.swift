import EngineTesting
import JSON
import Testing

@Suite("A file of mocks") struct TaskMocksTests {
    @Test func `answers by state before resource, and by the function's name in an ARN`() throws {
        let mocks = try TaskMocks(
            parsing: """
                {"Comment": "c", "States": {"s": [{"Return": 1.10}, {"Throw": {"Error": "E"}, "AfterSeconds": 1.5}]},
                 "Resources": {"f": {"Return": {"b":1,"a":2}}, "arn:aws:lambda:r:1:function:g": {"Throw": {"Error": "G", "Cause": "c"}}}}
                """)
        let f = "arn:aws:lambda:us-east-1:123456789012:function:f:7"
        #expect(
            mocks.answer(state: "s", resource: f, call: 0) == MockAnswer(.returns(try JSONText(validating: "1.10"))))
        #expect(mocks.answer(state: "s", resource: f, call: 1) == .fails("E", after: .seconds(1.5)))
        #expect(mocks.answer(state: "s", resource: f, call: 9) == .fails("E", after: .seconds(1.5)))
        #expect(
            mocks.answer(state: "t", resource: f, call: 0)?.outcome
                == .returns(try JSONText(validating: #"{"b":1,"a":2}"#)))
        let whole = mocks.answer(state: "t", resource: "arn:aws:lambda:r:1:function:g", call: 0)
        #expect(whole == .fails("G", cause: "c"))
        #expect(mocks.answer(state: "t", resource: "other", call: 0) == nil)
        #expect(mocks.mockedStates == ["s"] && mocks.mockedResources.count == 2)
    }

    @Test(
        "is refused with the place of the fault",
        arguments: [
            ("[]", "at '': it is no object"),
            (#"{"Stats":{}}"#, "at '': 'Stats' is none of Comment, Resources, States"),
            (#"{"States":{"a":[]}}"#, "at '/States/a': there is no answer"),
            (#"{"States":{"a":[{"Return":1,"Throw":{"Error":"E"}}]}}"#, "at '/States/a/0': it both returns and throws"),
            (#"{"States":{"a":{}}}"#, "at '/States/a': it has neither Return nor Throw"),
            (#"{"States":{"a":{"Throw":{"Cause":"c"}}}}"#, "at '/States/a/Throw': Error is missing"),
            (#"{"States":{"a":{"Throw":{"Error":"E","Cause":1}}}}"#, "at '/States/a/Throw/Cause': it is no text"),
            (
                #"{"Resources":{"a":{"Return":1,"AfterSeconds":-1}}}"#,
                "at '/Resources/a/AfterSeconds': it is no number of seconds"
            ),
            ("{", "line 1, column 2: the text ends inside a value"),
        ])
    func refusals(text: String, reason: String) {
        let error = #expect(throws: MockFileError.self) { try TaskMocks(parsing: text) }
        #expect(error?.description.hasPrefix(reason) == true, "\(String(describing: error))")
    }
}
