import Engine
import EngineTesting
import Testing

@Suite("A Parallel state") struct ParallelTests {
    @Test("runs its branches side by side", arguments: stories)
    func branches(_ story: Story) throws {
        try story.play()
    }

    static let stories = results + failures + redrives + takeovers

    /// A Parallel state `P` with these fields, whose branches are lists of states that begin with the first.
    static func parallel(_ fields: String, _ branches: String..., next: String? = nil) -> String {
        let blocks = branches.map { states in
            let start = states.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)[1]
            return "{\"StartAt\": \"\(start)\", \"States\": {\(states)}}"
        }
        let transition = next.map { "\"Next\": \"\($0)\"" } ?? "\"End\": true"
        return
            "\"P\": {\"Type\": \"Parallel\", \(fields) \"Branches\": [\(blocks.joined(separator: ","))], \(transition)}"
    }

    /// Two branches, each with one running task.
    static let begun = """
        start {"n":1}
        → ExecutionStarted
        → StateEntered P
        → ParallelStarted 2 {"n":1}
        → BranchStarted 0 in 1
        → BranchStarted 1 in 1
        → StateEntered a {"n":1}
        → TaskScheduled a {"n":1}
        → TaskStarted run 1
        → StateEntered b {"n":1}
        → TaskScheduled b {"n":1}
        → TaskStarted run 1
        ⇢ run a
        ⇢ run b

        """

    static let results: [Story] = [
        Story(
            "and hands on what they end with in their order, whichever is first",
            states: parallel(
                #""ResultPath": "$.both", "ResultSelector": {"first.$": "$[0]", "second.$": "$[1]"},"#,
                States.task("a"), States.task("b")),
            begun + """
                task b succeeds "B"
                → TaskSucceeded "B"
                → StateExited b "B"
                → BranchSucceeded 5
                task a succeeds 1.10
                → TaskSucceeded 1.10
                → StateExited a 1.10
                → BranchSucceeded 4
                → StateExited P {"n":1,"both":{"first":1.10,"second":"B"}}
                → ExecutionSucceeded {"n":1,"both":{"first":1.10,"second":"B"}}
                """),
        Story(
            "of states that need nobody at once, one inside another",
            states: parallel(
                #""Parameters": {"id.$": "$$.Execution.Name"},"#,
                parallel("", States.pass("x"), States.pass("y", #""Result": 2,"#)).replacing("\"P\":", with: "\"Q\":"),
                #""s": {"Type": "Succeed", "OutputPath": "$.id"}"#),
            """
            start {}
            → ExecutionStarted
            → StateEntered P {}
            → ParallelStarted 2 {"id":"execution"}
            → BranchStarted 0 in 1
            → BranchStarted 1 in 1
            → StateEntered Q {"id":"execution"}
            → ParallelStarted 2 {"id":"execution"}
            → BranchStarted 0 in 4
            → BranchStarted 1 in 4
            → StateEntered s
            → StateExited s "execution"
            → BranchSucceeded 5
            → StateEntered x
            → StateExited x {"id":"execution"}
            → BranchSucceeded 8
            → StateEntered y
            → StateExited y 2
            → BranchSucceeded 9
            → StateExited Q [{"id":"execution"},2]
            → BranchSucceeded 4
            → StateExited P [[{"id":"execution"},2],"execution"]
            → ExecutionSucceeded [[{"id":"execution"},2],"execution"]
            """),
        Story(
            "which wait and time out each in its own time",
            states: parallel(
                "", #""w": {"Type": "Wait", "Seconds": 5, "End": true}"#,
                States.task("b", #""TimeoutSeconds": 3, "Retry": [{"ErrorEquals": ["States.Timeout"]}],"#)),
            """
            start {}
            → ExecutionStarted
            → StateEntered P
            → ParallelStarted 2
            → BranchStarted 0
            → BranchStarted 1
            → StateEntered w
            → WaitScheduled 5s
            → StateEntered b
            → TaskScheduled b timeout 3s
            → TaskStarted run 1
            ⇢ run b
            ⇢ wake in 3s
            advance 3s
            → TaskTimedOut timeout
            → RetryScheduled 1s
            ⇢ wake in 1s
            advance 1s
            → TaskScheduled b attempt 1
            → TaskStarted run 1
            ⇢ run b
            ⇢ wake in 1s
            advance 1s
            → WaitFinished
            → StateExited w
            → BranchSucceeded 4
            ⇢ wake in 2s
            task b succeeds 2
            → TaskSucceeded 2
            → StateExited b 2
            → BranchSucceeded 5
            → StateExited P [{},2]
            → ExecutionSucceeded [{},2]
            """),
    ]

    static let failures: [Story] = [
        Story(
            "and fails with the first that fails: what the others do is nobody's business any more",
            states: parallel("", States.task("a"), States.task("b")),
            begun + """
                task b fails Declined "no money"
                → TaskFailed Declined
                → BranchFailed 5 Declined no money
                → ExecutionFailed Declined no money
                task a succeeds 1
                """),
        Story(
            "and is tried again as a whole, then caught, with the branch's own error",
            states: parallel(
                """
                "Retry": [{"ErrorEquals": ["Declined"], "MaxAttempts": 1}],
                "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "p"}],
                """, States.task("a"), States.task("b")) + "," + States.pass("p"),
            begun + """
                task a fails Declined "1"
                → TaskFailed Declined
                → BranchFailed 4 Declined 1
                → RetryScheduled 1s retrier 0 attempt 1
                ⇢ wake in 1s
                task b succeeds 1
                advance 1s
                → ParallelStarted 2
                → BranchStarted 0 in 1
                → BranchStarted 1 in 1
                → StateEntered a
                → TaskScheduled a {"n":1}
                → TaskStarted run 1
                → StateEntered b
                → TaskScheduled b
                → TaskStarted run 1
                ⇢ run a
                ⇢ run b
                task b fails Declined "2"
                → TaskFailed Declined 2
                → BranchFailed 17 Declined 2
                → CatcherTaken p catcher 0 Declined 2
                → StateExited P {"n":1,"error":{"Error":"Declined","Cause":"2"}}
                → StateEntered p
                → StateExited p
                → ExecutionSucceeded {"n":1,"error":{"Error":"Declined","Cause":"2"}}
                """),
        Story(
            "by way of the state around it, where nothing inside takes the failure",
            states: parallel(
                #""Catch": [{"ErrorEquals": ["Oops"], "Next": "p"}],"#,
                parallel("", #""f": {"Type": "Fail", "Error": "Oops"}"#, States.task("b"))
                    .replacing("\"P\":", with: "\"Q\":"),
                States.task("c")) + "," + States.pass("p"),
            """
            start {}
            → ExecutionStarted
            → StateEntered P
            → ParallelStarted 2
            → BranchStarted 0 in 1
            → BranchStarted 1 in 1
            → StateEntered Q
            → ParallelStarted 2
            → BranchStarted 0 in 4
            → BranchStarted 1 in 4
            → StateEntered c
            → TaskScheduled c
            → TaskStarted run 1
            → StateEntered f
            → BranchFailed 8 Oops
            → BranchFailed 4 Oops
            → CatcherTaken p catcher 0 Oops
            → StateExited P {"Error":"Oops","Cause":""}
            → StateEntered p
            → StateExited p
            → ExecutionSucceeded {"Error":"Oops","Cause":""}
            """),
        Story(
            "and no Catcher takes what the engine cannot process inside",
            states: parallel(
                #""Catch": [{"ErrorEquals": ["States.ALL"], "Next": "p"}],"#, States.pass("x", #""InputPath": "$.no","#)
            )
                + "," + States.pass("p"),
            """
            start {}
            → ExecutionStarted
            → StateEntered P
            → ParallelStarted 1
            → BranchStarted 0
            → StateEntered x
            → BranchFailed 4 States.Runtime An error occurred while executing the state 'x' (entered at the event id #4).
            → ExecutionFailed States.Runtime An error occurred while executing the state 'x' (entered at the event id #4).
            """),
        Story(
            "and catches a missed heartbeat by its own name",
            states: parallel(
                #""Catch": [{"ErrorEquals": ["States.HeartbeatTimeout"], "Next": "p"}],"#,
                States.task("a", #""HeartbeatSeconds": 2,"#)) + "," + States.pass("p"),
            """
            start {}
            → ExecutionStarted
            → StateEntered P
            → ParallelStarted 1
            → BranchStarted 0
            → StateEntered a
            → TaskScheduled a heartbeat 2s
            → TaskStarted run 1
            ⇢ run a
            ⇢ wake in 2s
            advance 2s
            → TaskTimedOut heartbeat
            → BranchFailed 4 States.Timeout
            → CatcherTaken p catcher 0 States.Timeout
            → StateExited P
            → StateEntered p
            → StateExited p
            → ExecutionSucceeded
            """),
    ]

    static let redrives: [Story] = [
        Story(
            "and redriven runs only what did not succeed",
            states: parallel(
                "", States.task("a"), States.task("b"), States.task("c", next: "d") + "," + States.task("d")),
            """
            start {}
            → ExecutionStarted
            → StateEntered P
            → ParallelStarted 3
            → BranchStarted 0
            → BranchStarted 1
            → BranchStarted 2
            → StateEntered a
            → TaskScheduled a
            → TaskStarted run 1
            → StateEntered b
            → TaskScheduled b
            → TaskStarted run 1
            → StateEntered c
            → TaskScheduled c
            → TaskStarted run 1
            ⇢ run a
            ⇢ run b
            ⇢ run c
            task a succeeds "A"
            → TaskSucceeded "A"
            → StateExited a "A"
            → BranchSucceeded 4
            task c succeeds "C"
            → TaskSucceeded "C"
            → StateExited c "C"
            → StateEntered d "C"
            → TaskScheduled d
            → TaskStarted run 1
            ⇢ run d
            task b fails E
            → TaskFailed E
            → BranchFailed 5 E
            → ExecutionFailed E
            redrive
            → ExecutionRedriven 1
            → TaskScheduled b
            → TaskStarted run 1
            → TaskScheduled d "C"
            → TaskStarted run 1
            ⇢ run b
            ⇢ run d
            task d succeeds "D"
            → TaskSucceeded "D"
            → StateExited d "D"
            → BranchSucceeded 6
            task b succeeds "B"
            → TaskSucceeded "B"
            → StateExited b "B"
            → BranchSucceeded 5
            → StateExited P ["A","B","D"]
            → ExecutionSucceeded ["A","B","D"]
            """),
        Story(
            "and redriven after a stop goes on in each branch",
            states: parallel("", States.task("a"), #""w": {"Type": "Wait", "Seconds": 5, "End": true}"#),
            """
            start {}
            → ExecutionStarted
            → StateEntered P
            → ParallelStarted 2
            → BranchStarted 0
            → BranchStarted 1
            → StateEntered a
            → TaskScheduled a
            → TaskStarted run 1
            → StateEntered w
            → WaitScheduled 5s
            ⇢ run a
            ⇢ wake in 5s
            stop
            → ExecutionAborted
            redrive
            → ExecutionRedriven 1
            → TaskScheduled a
            → TaskStarted run 1
            → WaitScheduled 5s
            ⇢ run a
            ⇢ wake in 5s
            """),
    ]

    static let takeovers: [Story] = [
        Story(
            "whose running tasks are all run again by the next worker",
            states: parallel("", States.task("a"), States.task("b")),
            begun + """
                take over
                → ExecutionTakenOver by B from A
                → TaskStarted run 2 by B
                → TaskStarted run 2 by B
                ⇢ run a
                ⇢ run b
                """),
        Story(
            "and fails, where one that must not run twice was running",
            states: parallel(
                #""Catch": [{"ErrorEquals": ["Daybook.OutcomeUnknown"], "Next": "p"}],"#, States.task("a"),
                States.task("b")) + "," + States.pass("p"),
            begun.replacing("TaskScheduled b", with: "TaskScheduled b atMostOnce") + """
                take over
                → ExecutionTakenOver by B from A
                → TaskFailed Daybook.OutcomeUnknown
                → BranchFailed 5 Daybook.OutcomeUnknown
                → CatcherTaken p catcher 0 Daybook.OutcomeUnknown
                → StateExited P
                → StateEntered p
                → StateExited p
                → ExecutionSucceeded
                """, configure: { $0.policies["b"] = ResourcePolicy(atMostOnce: true) }),
    ]
}
