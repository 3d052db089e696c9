import Engine
import EngineTesting
import Testing

@Suite("Each kind of state") struct StateKindTests {
    @Test("goes along the edges of its table", arguments: stories)
    func edges(_ story: Story) throws {
        try story.play()
    }

    static let stories: [Story] = passes + choices + waits + ends

    static let passes: [Story] = [
        Story(
            "Pass hands its input on", states: States.pass("a"),
            """
            start {"n": 1.10}
            → ExecutionStarted {"n": 1.10}
            → StateEntered a {"n": 1.10}
            → StateExited a {"n": 1.10}
            → ExecutionSucceeded {"n": 1.10}
            """),
        Story(
            "Pass puts its Result where ResultPath says, and enters the next state",
            states: States.pass("a", #""Result": [1], "ResultPath": "$.r","#, next: "b") + "," + States.pass("b"),
            """
            start {"n":1}
            → ExecutionStarted
            → StateEntered a {"n":1}
            → StateExited a {"n":1,"r":[1]}
            → StateEntered b {"n":1,"r":[1]}
            → StateExited b
            → ExecutionSucceeded {"n":1,"r":[1]}
            """),
        Story(
            "Pass with a path that selects nothing fails with States.Runtime",
            states: States.pass("a", #""InputPath": "$.none","#),
            """
            start {}
            → ExecutionStarted
            → StateEntered a {}
            → ExecutionFailed States.Runtime An error occurred while executing the state 'a' (entered at the event id #2).
            """),
    ]

    static let choices: [Story] = [
        Story(
            "Choice takes the first rule that holds", states: choice + "," + States.pass("b"),
            """
            start {"n":2}
            → ExecutionStarted
            → StateEntered c {"n":2}
            → ChoiceTaken b rule 1
            → StateExited c {"n":2}
            → StateEntered b
            → StateExited b
            → ExecutionSucceeded {"n":2}
            """),
        Story(
            "Choice takes Default where no rule holds", states: choice + "," + States.pass("b"),
            """
            start {"n":3}
            → ExecutionStarted
            → StateEntered c
            → ChoiceTaken d default
            → StateExited c {"n":3}
            → StateEntered d
            → ExecutionFailed Wrong
            """),
        Story(
            "Choice without Default fails with States.Runtime",
            states: #"""
                "c": {"Type": "Choice", "Choices": [{"Variable": "$.n", "NumericEquals": 1, "Next": "b"}]},
                """# + States.pass("b"),
            """
            start {"n":2}
            → ExecutionStarted
            → StateEntered c
            → ExecutionFailed States.Runtime
            """),
        Story(
            "Choice that was cut off after the rule was taken goes on by the same rule",
            states: choice + "," + States.pass("b"),
            """
            start {"n":2}
            → ExecutionStarted
            → StateEntered c
            ⇢ proceed
            proceed
            → ChoiceTaken b rule 1
            → StateExited c {"n":2}
            ⇢ proceed
            proceed
            → StateEntered b
            → StateExited b
            ⇢ proceed
            proceed
            → ExecutionSucceeded {"n":2}
            """, configure: { $0.limits.eventsPerDecision = 2 }),
    ]

    private static let choice = #"""
        "c": {"Type": "Choice", "Default": "d", "Choices": [
            {"Variable": "$.n", "NumericEquals": 1, "Next": "d"}, {"Variable": "$.n", "NumericEquals": 2, "Next": "b"}]},
        "d": {"Type": "Fail", "Error": "Wrong"}
        """#

    static let waits: [Story] = [
        Story(
            "Wait sleeps until its moment and no sooner", states: #""w": {"Type": "Wait", "Seconds": 2, "End": true}"#,
            """
            start {"n":1}
            → ExecutionStarted
            → StateEntered w
            → WaitScheduled 2s
            ⇢ wake in 2s
            advance 1999ms
            advance 1ms
            → WaitFinished
            → StateExited w {"n":1}
            → ExecutionSucceeded {"n":1}
            """),
        Story(
            "Wait on a moment that has passed does not sleep",
            states: #""w": {"Type": "Wait", "Timestamp": "2020-01-01T00:00:00Z", "Next": "b"},"# + States.pass("b"),
            """
            start {}
            → ExecutionStarted
            → StateEntered w
            → WaitScheduled
            → WaitFinished
            → StateExited w
            → StateEntered b
            → StateExited b
            → ExecutionSucceeded {}
            """),
        Story(
            "Wait reads its moment by TimestampPath",
            states: #""w": {"Type": "Wait", "TimestampPath": "$.t", "End": true}"#,
            """
            start {"t":"2026-01-01T01:00:00Z"}
            → ExecutionStarted
            → StateEntered w
            → WaitScheduled 3600s
            ⇢ wake in 3600s
            advance 2h
            → WaitFinished
            → StateExited w
            → ExecutionSucceeded
            """),
        Story(
            "Wait with a duration that is none fails with States.Runtime",
            states: #""w": {"Type": "Wait", "SecondsPath": "$.s", "End": true}"#,
            """
            start {"s":"soon"}
            → ExecutionStarted
            → StateEntered w
            → ExecutionFailed States.Runtime
            """),
    ]

    static let ends: [Story] = [
        Story(
            "Succeed ends with its output", states: #""s": {"Type": "Succeed", "OutputPath": "$.x"}"#,
            """
            start {"x": {"y":  1}}
            → ExecutionStarted
            → StateEntered s
            → StateExited s {"y":1}
            → ExecutionSucceeded {"y":1}
            """),
        Story(
            "Succeed with a path that selects nothing fails with States.Runtime",
            states: #""s": {"Type": "Succeed", "OutputPath": "$.x"}"#,
            """
            start {}
            → ExecutionStarted
            → StateEntered s
            → ExecutionFailed States.Runtime
            """),
        Story(
            "Fail ends with its Error and Cause and is never left",
            states: #""f": {"Type": "Fail", "ErrorPath": "$.e", "Cause": "no money"}"#,
            """
            start {"e":"Declined"}
            → ExecutionStarted
            → StateEntered f
            → ExecutionFailed Declined no money
            """),
        Story(
            "Fail without Error and Cause has neither", states: #""f": {"Type": "Fail"}"#,
            """
            start {}
            → ExecutionStarted
            → StateEntered f
            → ExecutionFailed -
            """),
        Story(
            "A second start is refused, and nothing is recorded before a start", states: States.pass("a"),
            """
            proceed
            ✗ the execution has not started
            start {}
            → ExecutionStarted
            → StateEntered a
            → StateExited a
            → ExecutionSucceeded
            start {}
            ✗ the execution has started already
            """),
    ]
}
