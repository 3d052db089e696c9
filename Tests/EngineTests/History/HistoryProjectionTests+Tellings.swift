import Engine

extension HistoryProjectionTests {
    static let tellings: [Telling] = [
        Telling(
            testDescription: "of an activity that is retried",
            states: activity("a", #""Retry": [{"ErrorEquals": ["E"], "IntervalSeconds": 1}],"#),
            commands: ["start {}", "task a fails E", "advance 1s", "advance 9s"],
            history: """
                1 0 ExecutionStarted
                2 0 TaskStateEntered
                3 2 ActivityScheduled
                4 3 ActivityStarted
                5 4 ActivityFailed
                6 5 ActivityScheduled
                7 6 ActivityStarted
                8 7 ActivityTimedOut
                9 8 ExecutionFailed
                """),
        Telling(
            testDescription: "of tasks that may not begin",
            states: ParallelTests.parallel(
                #""Catch": [{"ErrorEquals": ["States.Permissions"], "Next": "w"}],"#,
                #""l": {"Type": "Task", "Resource": "arn:aws:lambda:r:1:function:f", "End": true}"#)
                + #","w": {"Type": "Wait", "Seconds": 5, "Next": "t"},"# + States.task("t"),
            commands: ["start {}", "advance 5s"],
            history: """
                1 0 ExecutionStarted
                2 0 ParallelStateEntered
                3 2 ParallelStateStarted
                4 3 TaskStateEntered
                5 4 LambdaFunctionScheduled
                6 5 LambdaFunctionScheduleFailed
                7 6 ParallelStateFailed
                8 7 ParallelStateExited
                9 8 WaitStateEntered
                10 9 WaitStateExited
                11 10 TaskStateEntered
                12 11 TaskScheduled
                13 12 TaskStartFailed
                14 13 ExecutionFailed
                """, role: Role(arn: "arn:r", resources: [])),
        Telling(
            testDescription: "of branches that are ended because one failed, and the failure of what is around them",
            states: ParallelTests.parallel(
                "", ParallelTests.parallel("", States.task("t"), waiting("w")).replacing("\"P\":", with: "\"Q\":"),
                map("m", States.task("u"))),
            commands: ["start [1,2]", "task u[1] fails E"],
            history: """
                1 0 ExecutionStarted
                2 0 ParallelStateEntered
                3 2 ParallelStateStarted
                4 3 ParallelStateEntered
                5 4 ParallelStateStarted
                6 3 MapStateEntered
                7 6 MapStateStarted
                8 7 MapIterationStarted
                9 7 MapIterationStarted
                10 5 TaskStateEntered
                11 10 TaskScheduled
                12 11 TaskStarted
                13 5 WaitStateEntered
                14 8 TaskStateEntered
                15 14 TaskScheduled
                16 15 TaskStarted
                17 9 TaskStateEntered
                18 17 TaskScheduled
                19 18 TaskStarted
                20 19 TaskFailed
                21 20 MapIterationFailed
                22 16 TaskStateAborted
                23 22 MapIterationAborted
                24 20 MapStateFailed
                25 5 ParallelStateAborted
                26 12 TaskStateAborted
                27 13 WaitStateAborted
                28 24 ParallelStateFailed
                29 28 ExecutionFailed
                """),
        Telling(
            testDescription: "of a Map without items and of one whose iterations take turns",
            states: map("n", States.pass("p"), #""ItemsPath": "$.none","ResultPath": null,"#, next: "m") + ","
                + map("m", States.pass("q"), #""ItemsPath": "$.two", "MaxConcurrency": 1,"#),
            commands: [#"start {"none": [], "two": [1, 2]}"#],
            history: """
                1 0 ExecutionStarted
                2 0 MapStateEntered
                3 2 MapStateStarted
                4 3 MapStateSucceeded
                5 3 MapStateExited
                6 5 MapStateEntered
                7 6 MapStateStarted
                8 7 MapIterationStarted
                9 8 PassStateEntered
                10 9 PassStateExited
                11 10 MapIterationSucceeded
                12 10 MapIterationStarted
                13 12 PassStateEntered
                14 13 PassStateExited
                15 14 MapIterationSucceeded
                16 15 MapStateSucceeded
                17 15 MapStateExited
                18 17 ExecutionSucceeded
                """),
        Telling(
            testDescription: "of an execution that is stopped, redriven and runs out of time",
            states: States.task("t"),
            commands: ["start {}", "stop Halted", "redrive", "advance 60s"],
            history: """
                1 0 ExecutionStarted
                2 0 TaskStateEntered
                3 2 TaskScheduled
                4 3 TaskStarted
                5 0 ExecutionAborted
                6 5 ExecutionRedriven
                7 4 TaskScheduled
                8 7 TaskStarted
                9 0 ExecutionTimedOut
                """, top: #""TimeoutSeconds": 60,"#),
        Telling(
            testDescription: "of a choice, a loss of the worker and an end",
            states:
                #""c": {"Type": "Choice", "Choices": [{"Variable": "$", "IsNull": true, "Next": "s"}], "Default": "t"},"#
                + States.task("t", next: "s") + #","s": {"Type": "Succeed"}"#,
            commands: ["start 1", "take over", "task t succeeds null"],
            history: """
                1 0 ExecutionStarted
                2 0 ChoiceStateEntered
                3 2 ChoiceStateExited
                4 3 TaskStateEntered
                5 4 TaskScheduled
                6 5 TaskStarted
                7 6 TaskSucceeded
                8 7 TaskStateExited
                9 8 SucceedStateEntered
                10 9 SucceedStateExited
                11 10 ExecutionSucceeded
                """),
    ]

    private static func activity(_ name: String, _ fields: String) -> String {
        """
        "\(name)": {"Type": "Task", "Resource": "arn:aws:states:us-east-1:123456789012:activity:\(name)",
                    "TimeoutSeconds": 9, \(fields) "End": true}
        """
    }

    private static func waiting(_ name: String) -> String {
        "\"\(name)\": {\"Type\": \"Wait\", \"Seconds\": 9, \"End\": true}"
    }

    private static func map(_ name: String, _ states: String, _ fields: String = "", next: String? = nil) -> String {
        let start = states.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)[1]
        let transition = next.map { "\"Next\": \"\($0)\"" } ?? "\"End\": true"
        return """
            "\(name)": {"Type": "Map", \(fields) "ItemProcessor": {"StartAt": "\(start)", "States": {\(states)}}, \(transition)}
            """
    }
}
