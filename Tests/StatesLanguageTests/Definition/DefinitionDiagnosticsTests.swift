import JSON
import StatesLanguage
import Testing

@Suite("Definition diagnostics")
struct DefinitionDiagnosticsTests {
    @Test(
        "A machine that is not well formed is refused with code, message and place",
        arguments: [
            ("", "1:1: error: the text is empty [MISSING_DESCRIPTION] at /"),
            ("{", "1:2: error: the text ends inside a value [INVALID_JSON_DESCRIPTION] at /"),
            ("[]", "1:1: error: Expected value of type Object [SCHEMA_VALIDATION_FAILED] at /"),
            ("{}", "1:1: error: These fields are required: [States, StartAt] [SCHEMA_VALIDATION_FAILED] at /"),
            (
                #"{"StartAt":"A","States":{}}"#,
                "1:25: error: Value cannot be empty [SCHEMA_VALIDATION_FAILED] at /States"
            ),
            (
                #"{"StartAt":"B","States":{"A":{"Type":"Succeed"}}}"#,
                "1:12: error: Missing 'StartAt' target: B [MISSING_TRANSITION_TARGET] at /StartAt"
            ),
            (
                #"{"StartAt":"A","Version":"2.0","States":{"A":{"Type":"Succeed"}}}"#,
                "1:26: error: The field 'Version' should have one of these values: [1.0] "
                    + "[SCHEMA_VALIDATION_FAILED] at /Version"
            ),
            (
                #"{"StartAt":"A","Stats":1,"States":{"A":{"Type":"Succeed"}}}"#,
                "1:24: error: The field 'Stats' is not supported in a state machine "
                    + "[SCHEMA_VALIDATION_FAILED] at /Stats"
            ),
            (
                #"{"StartAt":"A","TimeoutSeconds":0,"States":{"A":{"Type":"Succeed"}}}"#,
                "1:33: error: Expected value between 1 and 99999999 [SCHEMA_VALIDATION_FAILED] at /TimeoutSeconds"
            ),
            (
                #"{"StartAt":"A","QueryLanguage":"SQL","States":{"A":{"Type":"Succeed"}}}"#,
                "1:32: error: The field 'QueryLanguage' should have one of these values: [JSONPath, JSONata] "
                    + "[SCHEMA_VALIDATION_FAILED] at /QueryLanguage"
            ),
            (
                #"{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"A"}}}"#,
                "1:25: error: No state ends the machine: none has 'End', and none is a Succeed or Fail state "
                    + "[MISSING_END_STATE] at /States"
            ),
            (
                #"{"StartAt":"A","States":{"A":{"Type":"Turn","End":true},"B":{"Type":"Succeed"}}}"#,
                "1:38: error: The field 'Type' should have one of these values: "
                    + "[Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] [SCHEMA_VALIDATION_FAILED] at /States/A/Type"
            ),
        ])
    func refusesMachine(text: String, expected: String) {
        let error = #expect(throws: DefinitionError.self) { try StateMachineDefinition(parsing: text) }
        #expect(error?.diagnostics.first { $0.severity == .error }?.description == expected)
    }

    @Test("One fault is one diagnostic: what a broken state leads to is still known")
    func reportsOnce() {
        let text = #"{"StartAt":"A","States":{"A":{"Type":"Turn","Next":"B"},"B":{"Type":"Map","End":true}}}"#
        let error = #expect(throws: DefinitionError.self) { try StateMachineDefinition(parsing: text) }
        #expect(error?.diagnostics.map(\.location.description) == ["/States/A/Type", "/States/B"])
        #expect(error?.diagnostics.map(\.code) == [.schemaValidationFailed, .schemaValidationFailed])
    }

    @Test("A state's name has 1 to 80 characters and is not given twice")
    func refusesNames() throws {
        let longest = String(repeating: "ü", count: 80)
        #expect(try machine(of: #"{"Type":"Succeed"}"#, named: longest).startAt == longest)
        for name in ["", longest + "x"] {
            let error = #expect(throws: DefinitionError.self) { try machine(of: #"{"Type":"Succeed"}"#, named: name) }
            #expect(error?.diagnostics.map(\.code) == [.invalidStateName])
        }
        for twins in [
            #""A":{"Type":"Succeed"},"A":{"Type":"Succeed"}"#,
            #""é":{"Type":"Succeed"},"e\u0301":{"Type":"Succeed"}"#,
        ] {
            let error = #expect(throws: DefinitionError.self) {
                try StateMachineDefinition(parsing: #"{"StartAt":"A","States":{\#(twins)}}"#)
            }
            #expect(error?.diagnostics.contains { $0.code == .duplicateStateName } == true)
        }
    }

    @Test(
        "A field of a state that is not well formed is refused at its place",
        arguments: [
            (#"{"End":true}"#, "", "These fields are required: [Type]"),
            (#"5"#, "", "Expected value of type Object"),
            (#"{"Type":"Pass"}"#, "", "One of these fields is required: [Next, End]"),
            (#"{"Type":"Pass","End":false}"#, "", "One of these fields is required: [Next, End]"),
            (#"{"Type":"Pass","Next":"X","End":true}"#, "/End", "Only one of the fields [Next, End] can be given"),
            (#"{"Type":"Pass","End":"yes"}"#, "/End", "Expected value of type Boolean"),
            (#"{"Type":"Pass","End":true,"Comment":1}"#, "/Comment", "Expected value of type String"),
            (
                #"{"Type":"Pass","End":true,"Resource":"r"}"#, "/Resource",
                "The field 'Resource' is not supported in a Pass state"
            ),
            (#"{"Type":"Succeed","End":true}"#, "/End", "The field 'End' is not supported in a Succeed state"),
            (
                #"{"Type":"Fail","InputPath":"$"}"#, "/InputPath",
                "The field 'InputPath' is not supported in a Fail state"
            ),
            (#"{"Type":"Pass","End":true,"InputPath":5}"#, "/InputPath", "Expected value of type String"),
            (
                #"{"Type":"Pass","End":true,"InputPath":"a.b"}"#, "/InputPath",
                "The value for the field 'InputPath' must be a valid JSONPath: A path begins with '$' at character 1"
            ),
            (
                #"{"Type":"Pass","End":true,"ResultPath":"$$.a"}"#, "/ResultPath",
                "The value for the field 'ResultPath' must be a valid reference path: "
                    + "A reference path starts with '$', not '$$' or a variable at character 1"
            ),
            (
                #"{"Type":"Pass","End":true,"ResultPath":"$.a[*]"}"#, "/ResultPath",
                "The value for the field 'ResultPath' must be a valid reference path: "
                    + "A reference path names one place, which [*] does not at character 1"
            ),
            (#"{"Type":"Pass","End":true,"Parameters":"x"}"#, "/Parameters", "A payload template is a JSON object"),
            (
                #"{"Type":"Pass","End":true,"Parameters":{"d":[{"a":1,"a.$":"$"}]}}"#, "/Parameters/d/0/a.$",
                "The field 'a' is given twice, with and without '.$'"
            ),
            (
                #"{"Type":"Pass","End":true,"Parameters":{"a.$":"b"}}"#, "/Parameters",
                "The value for the field 'a.$' must be a valid JSONPath or a valid intrinsic function call: "
                    + "A path begins with '$' at character 1"
            ),
            (
                #"{"Type":"Pass","End":true,"Parameters":{"a.$":1}}"#, "/Parameters",
                "The value for the field 'a.$' must be a valid JSONPath or a valid intrinsic function call"
            ),
            (
                #"{"Type":"Wait","End":true}"#, "",
                "Exactly one of these fields is required: [Seconds, SecondsPath, Timestamp, TimestampPath]"
            ),
            (
                #"{"Type":"Wait","End":true,"Seconds":1,"TimestampPath":"$.t"}"#, "",
                "Exactly one of these fields is required: [Seconds, SecondsPath, Timestamp, TimestampPath]"
            ),
            (#"{"Type":"Wait","End":true,"Seconds":-1}"#, "/Seconds", "Expected value between 0 and 99999999"),
            (#"{"Type":"Wait","End":true,"Seconds":1.5}"#, "/Seconds", "Expected value of type Integer"),
            (
                #"{"Type":"Wait","End":true,"Timestamp":"2016-13-05T21:29:29Z"}"#, "/Timestamp",
                "String does not match RFC3339 timestamp"
            ),
            (
                #"{"Type":"Fail","Error":"a","ErrorPath":"$.a"}"#, "/ErrorPath",
                "Only one of the fields [Error, ErrorPath] can be given"
            ),
            (
                #"{"Type":"Fail","Cause":"a","CausePath":"$.a"}"#, "/CausePath",
                "Only one of the fields [Cause, CausePath] can be given"
            ),
        ])
    func refusesState(state: String, place: String, message: String) {
        #expect(errors(of: state) == [#"\#(message) at /States/X\#(place)"#])
    }

    @Test(
        "A field of a Task that is not well formed is refused at its place",
        arguments: [
            (#""Resource":"""#, "/Resource", "The resource must be a URI or a name: not empty, without blanks"),
            (#""Resource":"a b""#, "/Resource", "The resource must be a URI or a name: not empty, without blanks"),
            (#""Comment":"no resource""#, "", "These fields are required: [Resource]"),
            (#""Resource":"r","TimeoutSeconds":0"#, "/TimeoutSeconds", "Expected value between 1 and 99999999"),
            (
                #""Resource":"r","TimeoutSeconds":5,"TimeoutSecondsPath":"$.t""#, "/TimeoutSecondsPath",
                "Only one of the fields [TimeoutSeconds, TimeoutSecondsPath] can be given"
            ),
            (
                #""Resource":"r","TimeoutSeconds":5,"HeartbeatSeconds":5"#, "/HeartbeatSeconds",
                "'HeartbeatSeconds' must be smaller than 'TimeoutSeconds'"
            ),
            (#""Resource":"r","Credentials":{}"#, "/Credentials", "These fields are required: [RoleArn]"),
            (
                #""Resource":"r","Credentials":{"RoleArn":"a","x":1}"#, "/Credentials/x",
                "The field 'x' is not supported in 'Credentials'"
            ),
            (#""Resource":"r","Retry":{}"#, "/Retry", "Expected value of type Array"),
            (#""Resource":"r","Retry":[{}]"#, "/Retry/0", "These fields are required: [ErrorEquals]"),
            (#""Resource":"r","Retry":[{"ErrorEquals":[]}]"#, "/Retry/0/ErrorEquals", "Value cannot be empty"),
            (
                #""Resource":"r","Retry":[{"ErrorEquals":[1]}]"#, "/Retry/0/ErrorEquals/0",
                "Expected value of type String"
            ),
            (
                #""Resource":"r","Retry":[{"ErrorEquals":["E"],"IntervalSeconds":0}]"#, "/Retry/0/IntervalSeconds",
                "Expected value between 1 and 99999999"
            ),
            (
                #""Resource":"r","Retry":[{"ErrorEquals":["E"],"IntervalSeconds":1.5}]"#, "/Retry/0/IntervalSeconds",
                "Expected value of type Integer"
            ),
            (
                #""Resource":"r","Retry":[{"ErrorEquals":["E"],"MaxAttempts":-1}]"#, "/Retry/0/MaxAttempts",
                "Expected value between 0 and 99999999"
            ),
            (
                #""Resource":"r","Retry":[{"ErrorEquals":["E"],"BackoffRate":0.9}]"#, "/Retry/0/BackoffRate",
                "Expected value of at least 1.0"
            ),
            (
                #""Resource":"r","Retry":[{"ErrorEquals":["E"],"MaxDelaySeconds":31622400}]"#,
                "/Retry/0/MaxDelaySeconds", "Expected value between 1 and 31622399"
            ),
            (
                #""Resource":"r","Retry":[{"ErrorEquals":["E"],"JitterStrategy":"HALF"}]"#, "/Retry/0/JitterStrategy",
                "The field 'JitterStrategy' should have one of these values: [NONE, FULL]"
            ),
            (
                #""Resource":"r","Retry":[{"ErrorEquals":["E"],"Attempts":1}]"#, "/Retry/0/Attempts",
                "The field 'Attempts' is not supported here"
            ),
            (
                #""Resource":"r","Retry":[{"ErrorEquals":["States.ALL","E"]}]"#, "/Retry/0/ErrorEquals",
                "'States.ALL' must be alone in its 'ErrorEquals'"
            ),
            (
                #""Resource":"r","Retry":[{"ErrorEquals":["States.ALL"]},{"ErrorEquals":["E"]}]"#,
                "/Retry/0/ErrorEquals", "'States.ALL' must be in the last rule of its list"
            ),
            (#""Resource":"r","Catch":[{"ErrorEquals":["E"]}]"#, "/Catch/0", "These fields are required: [Next]"),
            (
                #""Resource":"r","Catch":[{"ErrorEquals":["E"],"Next":"Y"}]"#, "/Catch/0/Next",
                "Missing 'Next' target: Y"
            ),
        ])
    func refusesTask(fields: String, place: String, message: String) {
        #expect(errors(of: #"{"Type":"Task","End":true,\#(fields)}"#) == [#"\#(message) at /States/X\#(place)"#])
    }

    @Test(
        "A choice rule that is not well formed is refused at its place",
        arguments: [
            (#"{"Next":"X"}"#, "", "A choice rule has exactly one comparison, 'And', 'Or' or 'Not'; found none"),
            (
                #"{"Variable":"$","IsNull":true,"IsString":true,"Next":"X"}"#, "",
                "A choice rule has exactly one comparison, 'And', 'Or' or 'Not'; found IsNull, IsString"
            ),
            (#"{"Variable":"$","IsNull":true}"#, "", "These fields are required: [Next]"),
            (#"{"IsNull":true,"Next":"X"}"#, "", "These fields are required: [Variable]"),
            (#"{"Variable":"$","IsNull":"yes","Next":"X"}"#, "/IsNull", "Expected value of type Boolean"),
            (#"{"Variable":"$","NumericEquals":"1","Next":"X"}"#, "/NumericEquals", "Expected value of type Number"),
            (
                #"{"Variable":"$","IsNull":true,"IsEven":true,"Next":"X"}"#, "/IsEven",
                "The field 'IsEven' is not supported in a choice rule"
            ),
            (
                #"{"Variable":"$","TimestampEquals":"today","Next":"X"}"#, "/TimestampEquals",
                "String does not match RFC3339 timestamp"
            ),
            (#"{"And":[],"Next":"X"}"#, "/And", "Value cannot be empty"),
            (
                #"{"Not":{"Variable":"$","IsNull":true,"Next":"X"},"Next":"X"}"#, "/Not/Next",
                "A rule inside another cannot have 'Next'"
            ),
            (
                #"{"Or":[{"Variable":"a","IsNull":true}],"Next":"X"}"#, "/Or/0/Variable",
                "The value for the field 'Variable' must be a valid JSONPath: A path begins with '$' at character 1"
            ),
            (
                #"{"Variable":"$","StringMatches":"\\n","Next":"X"}"#, "/StringMatches",
                #"A backslash in a pattern escapes '*' or '\'"#
            ),
            (#"{"Variable":"$","IsNull":true,"Next":"Nowhere"}"#, "/Next", "Missing 'Next' target: Nowhere"),
        ])
    func refusesRule(rule: String, place: String, message: String) {
        let found = errors(of: #"{"Type":"Choice","Choices":[\#(rule)],"Default":"End"}"#)
        #expect(found == [#"\#(message) at /States/X/Choices/0\#(place)"#])
    }

    @Test(
        "A reader that loads what it lists says what is in it, and lists",
        arguments: [
            ("listObjectsV2", #""Transformation":"LOAD_AND_FLATTEN","InputType":"CSV""#, nil),
            ("listObjectsV2", #""Transformation":"NONE""#, nil),
            (
                "listObjectsV2", #""Transformation":"LOAD_AND_FLATTEN""#,
                "These fields are required: [InputType] at /States/X/ItemReader/ReaderConfig"
            ),
            (
                "getObject", #""Transformation":"LOAD_AND_FLATTEN","InputType":"CSV""#,
                "'LOAD_AND_FLATTEN' needs the resource 's3:listObjectsV2' at /States/X/ItemReader/ReaderConfig/Transformation"
            ),
            (
                "listObjectsV2", #""Transformation":"FLATTEN""#,
                "The field 'Transformation' should have one of these values: [NONE, LOAD_AND_FLATTEN] at /States/X/ItemReader/ReaderConfig/Transformation"
            ),
        ] as [(String, String, String?)])
    func readers(resource: String, config: String, message: String?) {
        let found = errors(
            of: #"""
                {"Type":"Map","ItemReader":{"Resource":"arn:aws:states:::s3:\#(resource)","ReaderConfig":{\#(config)}},"End":true,
                 "ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED"},"StartAt":"Y","States":{"Y":{"Type":"Succeed"}}}}
                """#)
        #expect(found == [message].compactMap { $0 })
    }

    @Test(
        "What this version does not run yet is refused by name",
        arguments: [
            (
                #"""
                {"Type":"Map","ItemsPath":"$.a","ItemReader":{"Resource":"arn:aws:states:::s3:listObjectsV2"},"End":true,
                 "ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED"},"StartAt":"Y","States":{"Y":{"Type":"Succeed"}}}}
                """#,
                "ItemsPath beside an ItemReader is not supported yet by this version at /States/X/ItemsPath"
            ),
            (
                #"{"Type":"Pass","InputPath":"$.a[?(@.b =~ /x/)]","End":true}"#,
                "Regular expressions in filters are not supported yet by this version at /States/X/InputPath"
            ),
        ])
    func refusesForNow(state: String, message: String) {
        #expect(errors(of: state) == [message])
        let error = #expect(throws: DefinitionError.self) { try machine(of: state) }
        #expect(error?.diagnostics.allSatisfy { $0.code == .notSupportedYet } == true)
    }

    private func errors(of state: String) -> [String] {
        let text = #"{"StartAt":"X","States":{"X":\#(state),"End":{"Type":"Succeed"}}}"#
        do throws(DefinitionError) {
            _ = try StateMachineDefinition(parsing: text)
            return []
        } catch {
            return error.diagnostics.filter { $0.severity == .error }.map { "\($0.fullMessage) at \($0.location)" }
        }
    }
}
