extension AdviceTests {
    static func task(_ fields: String, next: String = "\"Next\":\"e\"") -> String {
        #""t":{"Type":"Task","Resource":"r",\#(fields)\#(next)},"e":{"Type":"Succeed"}"#
    }

    static func caught(_ rules: String...) -> String {
        task("\"Catch\":[" + rules.map { "{\"ErrorEquals\":\($0),\"Next\":\"e\"}" }.joined(separator: ",") + "],")
    }

    static let rules: [Case] = [
        Case(
            testDescription: "Catchers for different errors", states: caught(#"["A"]"#, #"["B"]"#, #"["States.ALL"]"#),
            warnings: []),
        Case(
            testDescription: "a Catcher for what an earlier one takes", states: caught(#"["A","B"]"#, #"["B"]"#),
            warnings: ["RULE_NEVER_APPLIES /States/t/Catch/1"]),
        Case(
            testDescription: "one name of a Catcher that an earlier one takes",
            states: caught(#"["A"]"#, #"["B","A"]"#),
            warnings: ["RULE_NEVER_APPLIES /States/t/Catch/1/ErrorEquals/1"]),
        Case(
            testDescription: "States.TaskFailed takes all but time-outs",
            states: caught(
                #"["States.TaskFailed"]"#, #"["States.Timeout"]"#, #"["States.DataLimitExceeded"]"#, #"["States.ALL"]"#),
            warnings: ["RULE_NEVER_APPLIES /States/t/Catch/2"]),
        Case(
            testDescription: "errors that nothing takes, or that are never reported",
            states: caught(#"["States.Runtime"]"#, #"["States.NoChoiceMatched","A"]"#),
            warnings: ["RULE_NEVER_APPLIES /States/t/Catch/0", "RULE_NEVER_APPLIES /States/t/Catch/1/ErrorEquals/0"]),
        Case(
            testDescription: "a Retrier for what an earlier one takes",
            states: task(#""Retry":[{"ErrorEquals":["States.Timeout"]},{"ErrorEquals":["States.HeartbeatTimeout"]}],"#),
            warnings: ["RULE_NEVER_APPLIES /States/t/Retry/1", "RULE_NEVER_APPLIES? /States/t/Retry/1"]),
        Case(
            testDescription: "a missed heartbeat of a task that has one",
            states: task(#""HeartbeatSeconds":1,"Retry":[{"ErrorEquals":["States.HeartbeatTimeout"]}],"#), warnings: []),
    ]

    static let waits: [Case] = {
        let token = #""t":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken","End":true}"#
        let activity = #""t":{"Type":"Task","Resource":"arn:aws:states:us-east-1:1:activity:a","End":true}"#
        return [
            Case(testDescription: "a wait for a token", states: token, warnings: ["UNBOUNDED_WAIT /States/t/Resource"]),
            Case(
                testDescription: "a wait for a worker", states: activity,
                warnings: ["UNBOUNDED_WAIT /States/t/Resource"]),
            Case(
                testDescription: "a wait that the execution's time limits", states: token, warnings: [],
                top: #""TimeoutSeconds":5,"#),
            Case(
                testDescription: "a wait that the state's time limits",
                states: token.replacing("\"End\"", with: "\"TimeoutSecondsPath\":\"$.x\",\"End\""), warnings: []),
            Case(
                testDescription: "a wait that a heartbeat limits",
                states: activity.replacing("\"End\"", with: "\"HeartbeatSeconds\":9,\"End\""), warnings: []),
        ]
    }()

    static func after(_ result: String, _ state: String) -> String {
        #""p":{"Type":"Pass","Result":\#(result),"Next":"s"},"s":{\#(state)}"#
    }

    private static func pass(_ fields: String) -> String { "\"Type\":\"Pass\",\(fields)\"End\":true" }

    static let paths: [Case] = [
        Case(
            testDescription: "a path to what was handed on",
            states: after(#"{"a":{"b":1}}"#, pass(#""InputPath":"$.a.b","#)),
            warnings: []),
        Case(
            testDescription: "a path to what was not", states: after(#"{"a":{"b":1}}"#, pass(#""InputPath":"$.a.c","#)),
            warnings: ["PATH_CANNOT_EXIST? /States/s/InputPath"]),
        Case(
            testDescription: "a path into a number", states: after("1", pass(#""OutputPath":"$.a","#)),
            warnings: ["PATH_CANNOT_EXIST? /States/s/OutputPath"]),
        Case(
            testDescription: "a path into an array is not followed",
            states: after("[1]", pass(#""InputPath":"$[7].a","#)), warnings: []),
        Case(
            testDescription: "a path that may well find nothing",
            states: after(#"{"a":1}"#, pass(#""InputPath":"$..b","#)), warnings: []),
        Case(
            testDescription: "paths in a template, at any depth and in calls",
            states: after(
                #"{"a":1}"#,
                pass(#""Parameters":{"x":{"y.$":"$.b"},"z.$":"States.Format('{}', $.c)","l":[{"m.$":"$.a"}]},"#)),
            warnings: [
                "PATH_CANNOT_EXIST? /States/s/Parameters/x/y.$", "PATH_CANNOT_EXIST? /States/s/Parameters/z.$",
            ]),
        Case(
            testDescription: "a path in the output of a template",
            states: #""p":{"Type":"Pass","Parameters":{"a.$":"$.in","b":{"c":1}},"Next":"s"},"s":{"#
                + pass(#""Parameters":{"1.$":"$.a.any","2.$":"$.b.c","3.$":"$.in"},"#) + "}",
            warnings: ["PATH_CANNOT_EXIST? /States/s/Parameters/3.$"]),
        Case(
            testDescription: "fields that are one path",
            states: after(#"{"a":1}"#, #""Type":"Wait","SecondsPath":"$.b","End":true"#),
            warnings: ["PATH_CANNOT_EXIST? /States/s/SecondsPath"]),
        Case(
            testDescription: "limits of a task",
            states: after(#"{"a":1}"#, #""Type":"Task","Resource":"r","TimeoutSecondsPath":"$.b","End":true"#),
            warnings: ["PATH_CANNOT_EXIST? /States/s/TimeoutSecondsPath"]),
        Case(
            testDescription: "the items of a Map",
            states: after(
                #"{"a":1}"#,
                #""Type":"Map","ItemsPath":"$.b","Parameters":{"v.$":"$$.Map.Item.Value","w.$":"$.c"},"#
                    + #""ItemProcessor":{"StartAt":"i","States":{"i":{"Type":"Pass","InputPath":"$.x","End":true}}},"End":true"#
            ),
            warnings: [
                "PATH_CANNOT_EXIST? /States/s/ItemsPath", "PATH_CANNOT_EXIST? /States/s/Parameters/w.$",
                "PATH_CANNOT_EXIST? /States/s/ItemProcessor/States/i/InputPath",
            ]),
        Case(
            testDescription: "a variable of a Choice, unless something asks whether it is there",
            states: after(
                #"{"a":1}"#,
                #""Type":"Choice","Choices":[{"Variable":"$.b","IsNull":true,"Next":"p"},"#
                    + #"{"And":[{"Variable":"$.c","IsPresent":true},{"Variable":"$.c.d","IsNull":true}],"Next":"e"},"#
                    + #"{"Not":{"Variable":"$.a","IsNull":true},"Next":"e"}]"#) + #","e":{"Type":"Succeed"}"#,
            warnings: ["PATH_CANNOT_EXIST? /States/s/Choices/0/Variable"]),
    ]

    static let ways: [Case] = [
        Case(
            testDescription: "what a task answers is not known",
            states:
                #""t":{"Type":"Task","Resource":"r","Next":"s"},"s":{"Type":"Pass","InputPath":"$.any","End":true}"#,
            warnings: []),
        Case(
            testDescription: "what a task was given stays known beside its answer",
            states: #""p":{"Type":"Pass","Result":{"a":1},"Next":"t"},"#
                + #""t":{"Type":"Task","Resource":"r","ResultPath":"$.r.x","Next":"s"},"#
                + #""s":{"Type":"Pass","Parameters":{"1.$":"$.a","2.$":"$.r.x.y","3.$":"$.r.y"},"End":true}"#,
            warnings: ["PATH_CANNOT_EXIST? /States/s/Parameters/3.$"]),
        Case(
            testDescription: "an error has an Error and a Cause",
            states:
                #""t":{"Type":"Task","Resource":"r","End":true,"Catch":[{"ErrorEquals":["States.ALL"],"Next":"s"}]},"#
                + #""s":{"Type":"Fail","ErrorPath":"$.Error","CausePath":"$.Reason"}"#,
            warnings: ["PATH_CANNOT_EXIST? /States/s/CausePath"]),
        Case(
            testDescription: "one way on which it is there is enough",
            states: #""c":{"Type":"Choice","Choices":[{"Variable":"$","IsNull":true,"Next":"a"}],"Default":"b"},"#
                + #""a":{"Type":"Pass","Result":{"x":1},"Next":"s"},"b":{"Type":"Pass","Result":{"y":1},"Next":"s"},"#
                + #""s":{"Type":"Pass","Parameters":{"1.$":"$.x","2.$":"$.y","3.$":"$.z"},"End":true}"#,
            warnings: ["PATH_CANNOT_EXIST? /States/s/Parameters/3.$"]),
        Case(
            testDescription: "a loop that wraps its input comes to an end",
            states: #""p":{"Type":"Pass","Result":{"n":1},"Next":"w"},"#
                + #""w":{"Type":"Pass","Parameters":{"in.$":"$"},"Next":"c"},"#
                + #""c":{"Type":"Choice","Choices":[{"Variable":"$.in","IsNull":true,"Next":"e"}],"Default":"w"},"#
                + #""e":{"Type":"Succeed"}"#,
            warnings: []),
        Case(
            testDescription: "a branch begins with what the state was given",
            states: after(
                #"{"a":1}"#,
                #""Type":"Parallel","Branches":[{"StartAt":"i","States":{"i":{"Type":"Pass","InputPath":"$.b","End":true}}}],"End":true"#
            ),
            warnings: ["PATH_CANNOT_EXIST? /States/s/Branches/0/States/i/InputPath"]),
        Case(
            testDescription: "InputPath null gives nothing",
            states: #""s":{"Type":"Pass","InputPath":null,"Parameters":{"x.$":"$.a"},"End":true}"#,
            // The input itself is not known, and so nothing is followed.
            warnings: []),
    ]
}
