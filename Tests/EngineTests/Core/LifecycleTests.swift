import Engine
import EngineTesting
import Testing

@Suite("An execution") struct LifecycleTests {
    @Test("is stopped, redriven, taken over and parked", arguments: stories)
    func life(_ story: Story) throws {
        try story.play()
    }

    static let stories = ends + redrives + takeovers + parks + limits
    static let begun = TaskTests.begun()
    static let wait = #""w": {"Type": "Wait", "Seconds": 5, "End": true}"#

    static let ends: [Story] = [
        Story(
            "times out by the machine's TimeoutSeconds, and no Catcher sees it",
            states: States.task("t", #""Catch": [{"ErrorEquals": ["States.ALL"], "Next": "t"}],"#),
            top: #""TimeoutSeconds": 10,"#,
            begun + """
                ⇢ wake in 10s
                advance 9999ms
                advance 1ms
                → ExecutionTimedOut States.Timeout
                task t succeeds 1
                """),
        Story(
            "times out rather than wait on", states: wait, top: #""TimeoutSeconds": 3,"#,
            """
            start {}
            → ExecutionStarted
            → StateEntered w
            → WaitScheduled 5s
            ⇢ wake in 3s
            advance 60s
            → ExecutionTimedOut States.Timeout
            """),
        Story(
            "is stopped with the caller's words, and only while it runs", states: States.task("t"),
            begun + """
                stop Halted "by hand"
                → ExecutionAborted Halted by hand
                task t succeeds 1
                proceed
                stop
                ✗ the execution has ended: ABORTED
                """),
        Story(
            "is stopped without words, also in its sleep", states: wait,
            """
            start {}
            → ExecutionStarted
            → StateEntered w
            → WaitScheduled 5s
            ⇢ wake in 5s
            stop
            → ExecutionAborted - -
            advance 5s
            """),
    ]

    static let redrives: [Story] = [
        Story(
            "that failed goes on from the state that failed, on the same input",
            states: States.task("u", next: "t") + "," + States.task("t"),
            """
            start {}
            → ExecutionStarted
            → StateEntered u
            → TaskScheduled u
            → TaskStarted
            ⇢ run u
            task u succeeds {"b":2}
            → TaskSucceeded
            → StateExited u
            → StateEntered t {"b":2}
            → TaskScheduled t {"b":2}
            → TaskStarted
            ⇢ run t
            task t fails E
            → TaskFailed E
            → ExecutionFailed E
            redrive
            → ExecutionRedriven 1
            → TaskScheduled t {"b":2}
            → TaskStarted run 1
            ⇢ run t
            redrive
            ✗ an execution that is RUNNING cannot be redriven
            task t fails E
            → TaskFailed E
            → ExecutionFailed E
            redrive
            → ExecutionRedriven 2
            → TaskScheduled t {"b":2}
            → TaskStarted run 1
            ⇢ run t
            task t succeeds 3
            → TaskSucceeded 3
            → StateExited t 3
            → ExecutionSucceeded 3
            redrive
            ✗ an execution that is SUCCEEDED cannot be redriven
            """),
        Story(
            "that timed out has its whole time again after a redrive", states: States.task("t"),
            top: #""TimeoutSeconds": 10,"#,
            begun + """
                ⇢ wake in 10s
                advance 10s
                → ExecutionTimedOut States.Timeout
                later 60s
                redrive
                → ExecutionRedriven 1
                → TaskScheduled t
                → TaskStarted
                ⇢ run t
                ⇢ wake in 10s
                """),
        Story(
            "that was stopped in its sleep sleeps again after a redrive", states: wait,
            """
            start {}
            → ExecutionStarted
            → StateEntered w
            → WaitScheduled 5s
            ⇢ wake in 5s
            stop
            → ExecutionAborted
            redrive
            → ExecutionRedriven 1
            → WaitScheduled 5s
            ⇢ wake in 5s
            """),
        Story(
            "that failed in a Fail state fails again after a redrive", states: #""f": {"Type": "Fail", "Error": "E"}"#,
            """
            start {}
            → ExecutionStarted
            → StateEntered f
            → ExecutionFailed E
            redrive
            → ExecutionRedriven 1
            → ExecutionFailed E
            """),
        Story(
            "that was stopped after its last state was left does not run that state again after a redrive",
            states: States.pass("a", #""Parameters": {"x.$": "$"},"#),
            """
            start 1
            → ExecutionStarted
            → StateEntered a 1
            → StateExited a {"x":1}
            ⇢ proceed
            stop
            → ExecutionAborted
            redrive
            → ExecutionRedriven 1
            → ExecutionSucceeded {"x":1}
            """, configure: { $0.limits.eventsPerDecision = 3 }),
    ]

    static let takeovers: [Story] = [
        Story(
            "that is taken over shows the second run of its task, whose time counts from its own start",
            states: States.task("t", #""TimeoutSeconds": 3,"#),
            TaskTests.begun(" timeout 3s") + """
                ⇢ wake in 3s
                later 2s
                take over
                → ExecutionTakenOver by B from A
                → TaskStarted run 2 by B
                ⇢ run t
                ⇢ wake in 3s
                task t succeeds 1
                → TaskSucceeded 1
                → StateExited t
                → ExecutionSucceeded 1
                """),
        Story(
            "whose task must not run twice fails with Daybook.OutcomeUnknown when it is taken over",
            states: States.task(
                "t", #""Catch": [{"ErrorEquals": ["Daybook.OutcomeUnknown"], "ResultPath": null, "Next": "p"}],"#) + ","
                + States.pass("p"),
            TaskTests.begun(" atMostOnce") + """
                take over
                → ExecutionTakenOver by B from A
                → TaskFailed Daybook.OutcomeUnknown
                → CatcherTaken p catcher 0 Daybook.OutcomeUnknown
                → StateExited t {"a":1}
                → StateEntered p
                → StateExited p
                → ExecutionSucceeded {"a":1}
                """, configure: { $0.policies["t"] = ResourcePolicy(atMostOnce: true) }),
        Story(
            "whose task waits for a place when it is taken over runs it once, also where it must not run twice",
            states: States.task("t"),
            """
            start {}
            → ExecutionStarted
            → StateEntered t
            → TaskScheduled t atMostOnce
            ⇢ begin t
            take over
            → ExecutionTakenOver by B
            begin t
            → TaskStarted run 1 by B
            ⇢ run t
            """, configure: { $0.policies["t"] = ResourcePolicy(atMostOnce: true, isLimited: true) }),
        Story(
            "that sleeps is taken over and sleeps on", states: wait,
            """
            start {}
            → ExecutionStarted
            → StateEntered w
            → WaitScheduled 5s
            ⇢ wake in 5s
            take over
            → ExecutionTakenOver by B
            take over
            → ExecutionTakenOver by C from B
            advance 5s
            → WaitFinished
            → StateExited w
            → ExecutionSucceeded
            take over
            """),
    ]

    static let parks: [Story] = [
        Story(
            "that is parked does nothing until it is unparked", states: wait,
            """
            unpark
            ✗ the execution has not started
            start {}
            → ExecutionStarted
            → StateEntered w
            → WaitScheduled 5s
            ⇢ wake in 5s
            unpark
            ✗ the execution is not parked
            park "stuck"
            → ExecutionParked stuck
            park "again"
            advance 60s
            take over
            unpark
            → ExecutionUnparked
            → WaitFinished
            → StateExited w
            → ExecutionSucceeded
            park "late"
            """),
        Story(
            "that is parked can be stopped", states: wait,
            """
            start {}
            → ExecutionStarted
            → StateEntered w
            → WaitScheduled 5s
            ⇢ wake in 5s
            park "stuck"
            → ExecutionParked stuck
            stop
            → ExecutionAborted
            """),
    ]

    static let limits: [Story] = [
        Story(
            "ends with States.Runtime as the last event it has room for",
            states: States.pass("a", next: "b") + "," + States.pass("b", next: "a") + "," + States.pass("end"),
            """
            start {}
            → ExecutionStarted
            → StateEntered a
            → StateExited a
            → StateEntered b
            → ExecutionFailed States.Runtime The execution reached the maximum number of history events (5).
            redrive
            ✗ the execution has reached its limit of 5 events
            """, configure: { $0.eventLimit = 5 }),
        Story(
            "that has its end as the last event ends as it should", states: States.pass("a"),
            """
            start {}
            → ExecutionStarted
            → StateEntered a
            → StateExited a
            → ExecutionSucceeded
            """, configure: { $0.eventLimit = 4 }),
        Story(
            "whose state would hand on too much fails with States.DataLimitExceeded",
            states: States.pass("a", #""Parameters": {"l.$": "$", "r.$": "$"},"#, next: "b") + ","
                + States.pass("b", next: "a") + "," + States.pass("end"),
            """
            start 12345
            → ExecutionStarted
            → StateEntered a
            → StateExited a {"l":12345,"r":12345}
            → StateEntered b
            → StateExited b
            → StateEntered a
            → ExecutionFailed States.DataLimitExceeded
            """, configure: { $0.limits.payloadBytes = 25 }),
    ]
}
