import JSON
import StatesLanguage
import Testing

@Suite("Wait, Fail and task limits")
struct WaitAndFailTests {
    @Test(
        "A wait ends after seconds or at an instant",
        arguments: [
            (#""Seconds":0"#, WaitTarget.seconds(0)), (#""Seconds":99999999"#, .seconds(99_999_999)),
            (#""SecondsPath":"$.s""#, .seconds(5)), (#""Timestamp":"1970-01-01T00:00:01Z""#, .timestamp(second)),
            (#""TimestampPath":"$.t""#, .timestamp(second)),
            (
                #""TimestampPath":"$$.Execution.StartTime""#,
                .timestamp(Instant(microseconds: 1_767_225_600_250_000))
            ),
            (#""InputPath":"$.in","SecondsPath":"$.s""#, .seconds(9)),
        ])
    func resolves(fields: String, expected: WaitTarget) throws {
        let state = try #require(try wait(",\(fields)"))
        let raw = try JSONText.literal(#"{"s":5,"t":"1970-01-01T00:00:01Z","in":{"s":9}}"#)
        #expect(try state.resolve(raw: raw, context: .sample()) == expected)
    }

    @Test(
        "A wait that cannot be read is told in the service's words",
        arguments: [
            ("SecondsPath", "-1.5", "The SecondsPath parameter cannot be parsed as a long value: $.v == -1.5"),
            ("SecondsPath", "-1", "The SecondsPath parameter references a negative value: $.v == -1"),
            ("SecondsPath", "1.5", "The SecondsPath parameter cannot be parsed as a long value: $.v == 1.5"),
            ("SecondsPath", #""5""#, "The SecondsPath parameter cannot be parsed as a long value: $.v == 5"),
            (
                "SecondsPath", "100000000",
                "The SecondsPath parameter references a value that is not between 0 and 99999999: $.v == 100000000"
            ),
            (
                "TimestampPath", #""2016-13-05T21:29:29Z""#,
                "The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format "
                    + "string: $.v == 2016-13-05T21:29:29Z"
            ),
            (
                "TimestampPath", "5",
                "The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format "
                    + "string: $.v == 5"
            ),
        ])
    func refuses(field: String, value: String, cause: String) throws {
        let state = try #require(try wait(#","\#(field)":"$.v""#))
        let raw = try JSONText.literal(#"{"v":\#(value)}"#)
        let context = try ContextObject.sample()
        let error = #expect(throws: StateRuntimeError.self) { try state.resolve(raw: raw, context: context) }
        #expect(error?.cause == cause)
        let miss = #expect(throws: StateRuntimeError.self) { try state.resolve(raw: .emptyObject, context: context) }
        #expect(miss?.cause == "Invalid path '$.v' : No results for path: $['v']")
    }

    @Test(
        "A Fail state ends with constants or with texts of its input",
        arguments: [
            ("", nil, nil), (#","Error":"E","Cause":"C""#, "E", "C"),
            (#","ErrorPath":"$.e","CausePath":"$.c""#, "input e", "input c"),
            (#","Error":"E","CausePath":"$$.State.Name""#, "E", "Pay"),
        ] as [(String, String?, String?)])
    func fails(fields: String, error: String?, cause: String?) throws {
        let definition = try machine(of: #"{"Type":"Fail"\#(fields)}"#)
        guard case .fail(let state) = definition.states.first else {
            Issue.record("no Fail state")
            return
        }
        let raw = try JSONText.literal(#"{"e":"input e","c":"input c","n":1}"#)
        #expect(try state.resolve(raw: raw, context: .sample()) == ErrorOutput(error: error, cause: cause))
    }

    @Test(
        "A task's limits are constants or whole numbers of its input",
        arguments: [
            ("", nil, nil), (#","TimeoutSeconds":300"#, 300, nil), (#","HeartbeatSeconds":30"#, nil, 30),
            (#","TimeoutSecondsPath":"$.t","HeartbeatSeconds":30"#, 60, 30),
            (#","TimeoutSeconds":300,"HeartbeatSecondsPath":"$.h""#, 300, 20),
        ] as [(String, Int?, Int?)])
    func limits(fields: String, timeout: Int?, heartbeat: Int?) throws {
        let state = try #require(try task(fields))
        let limits = try state.limits(raw: .literal(#"{"t":60,"h":20}"#), context: .sample())
        #expect(limits.timeoutSeconds == timeout)
        #expect(limits.heartbeatSeconds == heartbeat)
    }

    @Test(
        "Limits that are missing, no whole numbers or out of range are errors",
        arguments: [
            (#"{}"#, "Invalid path '$.t' : No results for path: $['t']"),
            (#"{"t":"x"}"#, "The TimeoutSecondsPath parameter cannot be parsed as a long value: $.t == x"),
            (#"{"t":-3}"#, "The TimeoutSecondsPath parameter references a negative value: $.t == -3"),
            (
                #"{"t":0}"#,
                "The TimeoutSecondsPath parameter references a value that is not between 1 and 99999999: $.t == 0"
            ),
            (#"{"t":5}"#, "The HeartbeatSeconds value 5 must be smaller than the TimeoutSeconds value 5"),
        ])
    func refusesLimits(input: String, cause: String) throws {
        let state = try #require(try task(#","TimeoutSecondsPath":"$.t","HeartbeatSeconds":5"#))
        let raw = try JSONText.literal(input)
        let context = try ContextObject.sample()
        let error = #expect(throws: StateRuntimeError.self) { try state.limits(raw: raw, context: context) }
        #expect(error?.cause == cause)
    }

    @Test("The role of a task is a constant or comes from its input")
    func resolvesRole() throws {
        let raw = try JSONText.literal(#"{"role":"arn:aws:iam::1:role/other","n":1}"#)
        #expect(try task("")?.roleArn(raw: raw, context: .sample()) == nil)
        #expect(try task(#","Credentials":{"RoleArn":"r"}"#)?.roleArn(raw: raw, context: .sample()) == "r")
        #expect(
            try task(#","Credentials":{"RoleArn.$":"$.role"}"#)?.roleArn(raw: raw, context: .sample())
                == "arn:aws:iam::1:role/other")
        let number = try #require(try task(#","Credentials":{"RoleArn.$":"$.n"}"#))
        let context = try ContextObject.sample()
        #expect(throws: StateRuntimeError.self) { try number.roleArn(raw: raw, context: context) }
    }

    private static let second = Instant(microseconds: 1_000_000)
}
