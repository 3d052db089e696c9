import Engine
import EngineTesting
import Testing

@Suite("A failed attempt") struct FailureTests {
    @Test("is retried, caught or ends the execution", arguments: retries + catches)
    func outcomes(_ story: Story) throws {
        try story.play()
    }

    static func retry(_ retriers: String, catch catchers: String = "") -> String {
        States.task("t", "\"Retry\": [\(retriers)], \"Catch\": [\(catchers)],".replacing(", \"Catch\": []", with: ""))
            + "," + States.pass("p")
    }

    /// The next attempt after a delay.
    static func again(_ delay: String, attempt: Int) -> String {
        """
        ⇢ wake in \(delay)
        advance \(delay)
        → TaskScheduled t attempt \(attempt)
        → TaskStarted run 1
        ⇢ run t

        """
    }

    static let begun = TaskTests.begun()

    static let retries: [Story] = [
        Story(
            "after the interval, then after it times the rate, as often as it may; then the execution fails",
            states: retry(#"{"ErrorEquals": ["E"], "IntervalSeconds": 3, "BackoffRate": 1.5, "MaxAttempts": 2}"#)
                .replacing("," + States.pass("p"), with: ""),
            begun + """
                task t fails E "1"
                → TaskFailed E 1
                → RetryScheduled 3s retrier 0 attempt 1

                """ + again("3s", attempt: 1) + """
                    task t fails E "2"
                    → TaskFailed E 2
                    → RetryScheduled 4500ms retrier 0 attempt 2

                    """ + again("4500ms", attempt: 2) + """
                    task t fails E "3"
                    → TaskFailed E 3
                    → ExecutionFailed E 3
                    """),
        Story(
            "by default after 1, 2 and 4 seconds",
            states: States.task("t", #""Retry": [{"ErrorEquals": ["States.ALL"]}],"#),
            begun + "task t fails E\n→ TaskFailed E\n→ RetryScheduled 1s retrier 0 attempt 1\n"
                + again("1s", attempt: 1)
                + "task t fails E\n→ TaskFailed E\n→ RetryScheduled 2s retrier 0 attempt 2\n" + again("2s", attempt: 2)
                + "task t fails E\n→ TaskFailed E\n→ RetryScheduled 4s retrier 0 attempt 3\n" + again("4s", attempt: 3)
                + "task t fails E\n→ TaskFailed E\n→ ExecutionFailed E"),
        Story(
            "no later than MaxDelaySeconds",
            states: States.task(
                "t",
                #""Retry": [{"ErrorEquals": ["E"], "IntervalSeconds": 5, "BackoffRate": 10, "MaxDelaySeconds": 7}],"#),
            begun + "task t fails E\n→ TaskFailed E\n→ RetryScheduled 5s\n" + again("5s", attempt: 1)
                + "task t fails E\n→ TaskFailed E\n→ RetryScheduled 7s\n⇢ wake in 7s"),
        Story(
            "not at all by a Retrier of no attempts",
            states: States.task(
                "t", #""Retry": [{"ErrorEquals": ["E"], "MaxAttempts": 0}, {"ErrorEquals": ["States.ALL"]}],"#),
            begun + "task t fails E\n→ TaskFailed E\n→ ExecutionFailed E"),
        Story(
            "not by the next Retrier where the first that matches is exhausted: the Catchers are next",
            states: retry(
                #"{"ErrorEquals": ["E"], "MaxAttempts": 1}, {"ErrorEquals": ["States.ALL"]}"#,
                catch: #"{"ErrorEquals": ["States.ALL"], "Next": "p"}"#),
            begun + "task t fails E\n→ TaskFailed E\n→ RetryScheduled 1s retrier 0 attempt 1\n"
                + again("1s", attempt: 1)
                    + """
                    task t fails E
                    → TaskFailed E
                    → CatcherTaken p catcher 0 E
                    → StateExited t {"Error":"E","Cause":""}
                    → StateEntered p
                    → StateExited p
                    → ExecutionSucceeded {"Error":"E","Cause":""}
                    """),
        Story(
            "and each Retrier counts its own attempts",
            states: States.task(
                "t",
                #""Retry": [{"ErrorEquals": ["E"], "IntervalSeconds": 1}, {"ErrorEquals": ["F"], "IntervalSeconds": 10}],"#
            ),
            begun + "task t fails E\n→ TaskFailed E\n→ RetryScheduled 1s retrier 0 attempt 1\n"
                + again("1s", attempt: 1)
                + "task t fails F\n→ TaskFailed F\n→ RetryScheduled 10s retrier 1 attempt 1\n"
                + again("10s", attempt: 2)
                + "task t fails E\n→ TaskFailed E\n→ RetryScheduled 2s retrier 0 attempt 2\n" + again("2s", attempt: 3)
                + "task t fails F\n→ TaskFailed F\n→ RetryScheduled 20s retrier 1 attempt 2\n⇢ wake in 20s"),
        Story(
            "and the counters begin anew when the state is entered again",
            states: States.task("t", #""Retry": [{"ErrorEquals": ["E"], "MaxAttempts": 1}],"#, next: "u") + ","
                + States.task("u", #""Catch": [{"ErrorEquals": ["Again"], "Next": "t"}],"#),
            begun + "task t fails E\n→ TaskFailed E\n→ RetryScheduled 1s\n" + again("1s", attempt: 1)
                + """
                task t succeeds 1
                → TaskSucceeded 1
                → StateExited t 1
                → StateEntered u 1
                → TaskScheduled u 1
                → TaskStarted run 1
                ⇢ run u
                task u fails Again
                → TaskFailed Again
                → CatcherTaken t
                → StateExited u
                → StateEntered t
                → TaskScheduled t {"Error":"Again","Cause":""}
                → TaskStarted run 1
                ⇢ run t
                task t fails E
                → TaskFailed E
                → RetryScheduled 1s retrier 0 attempt 1
                ⇢ wake in 1s
                """),
        Story(
            "and the counters begin anew on a redrive",
            states: States.task("t", #""Retry": [{"ErrorEquals": ["E"], "MaxAttempts": 1}],"#),
            begun + "task t fails E\n→ TaskFailed E\n→ RetryScheduled 1s\n" + again("1s", attempt: 1)
                + """
                task t fails E
                → TaskFailed E
                → ExecutionFailed E
                redrive
                → ExecutionRedriven 1
                → TaskScheduled t {"a":1}
                → TaskStarted run 1
                ⇢ run t
                task t fails E
                → TaskFailed E
                → RetryScheduled 1s retrier 0 attempt 1
                ⇢ wake in 1s
                """),
        Story(
            "and a missed heartbeat is retried under its own name",
            states: States.task(
                "t", #""HeartbeatSeconds": 1, "Retry": [{"ErrorEquals": ["States.HeartbeatTimeout"]}],"#),
            TaskTests.begun(" heartbeat 1s") + """
                ⇢ wake in 1s
                advance 1s
                → TaskTimedOut heartbeat
                → RetryScheduled 1s
                ⇢ wake in 1s
                """),
    ]

    /// A failure of `t` and the Catcher, of three, that takes it.
    static func caught(_ name: String, _ catchers: [String], fails error: String, takes index: Int?) -> Story {
        let rules = catchers.map { "{\"ErrorEquals\": [\"\($0)\"], \"ResultPath\": null, \"Next\": \"p\"}" }
        let end =
            index.map {
                """
                → CatcherTaken p catcher \($0) \(error)
                → StateExited t {"a":1}
                → StateEntered p
                → StateExited p
                → ExecutionSucceeded {"a":1}
                """
            } ?? "→ ExecutionFailed \(error)"
        return Story(
            name, states: States.task("t", "\"Catch\": [\(rules.joined(separator: ", "))],") + "," + States.pass("p"),
            begun + "task t fails \(error)\n→ TaskFailed \(error)\n" + end)
    }

    static let catches: [Story] = [
        caught("the first Catcher that matches counts", ["X", "E", "States.ALL"], fails: "E", takes: 1),
        caught("States.ALL takes any error", ["X", "States.ALL"], fails: "E", takes: 1),
        caught("States.ALL does not take States.Runtime", ["States.ALL"], fails: "States.Runtime", takes: nil),
        caught(
            "States.ALL does not take States.DataLimitExceeded", ["States.ALL"], fails: "States.DataLimitExceeded",
            takes: nil),
        caught("States.TaskFailed takes an error of the task's own", ["States.TaskFailed"], fails: "E", takes: 0),
        caught(
            "States.TaskFailed takes States.Permissions", ["States.TaskFailed"], fails: "States.Permissions", takes: 0),
        caught(
            "States.TaskFailed does not take States.Timeout", ["States.TaskFailed", "States.ALL"],
            fails: "States.Timeout", takes: 1),
        caught("no Catcher matches", ["X", "Y"], fails: "E", takes: nil),
        Story(
            "the error is put where the Catcher's ResultPath says",
            states: States.task("t", #""Catch": [{"ErrorEquals": ["E"], "ResultPath": "$.error", "Next": "p"}],"#) + ","
                + States.pass("p"),
            begun + """
                task t fails E "no \\u00e4 money"
                → TaskFailed E
                → CatcherTaken p
                → StateExited t {"a":1,"error":{"Error":"E","Cause":"no \\\\u00e4 money"}}
                → StateEntered p
                → StateExited p
                → ExecutionSucceeded
                """),
        Story(
            "a ResultPath that does not fit fails the execution",
            states: States.task("t", #""Catch": [{"ErrorEquals": ["E"], "ResultPath": "$.a.b", "Next": "p"}],"#) + ","
                + States.pass("p"),
            begun + """
                task t fails E
                → TaskFailed E
                → CatcherTaken p
                → ExecutionFailed States.Runtime
                """),
        Story(
            "a missed heartbeat is caught by States.Timeout too, and reported as it",
            states: States.task(
                "t",
                #"""
                "HeartbeatSeconds": 1, "Catch": [{"ErrorEquals": ["States.TaskFailed"], "Next": "p"},
                    {"ErrorEquals": ["States.Timeout"], "ResultPath": "$.e", "Next": "p"}],
                """#) + "," + States.pass("p"),
            TaskTests.begun(" heartbeat 1s") + """
                ⇢ wake in 1s
                advance 1s
                → TaskTimedOut heartbeat
                → CatcherTaken p catcher 1 States.Timeout
                → StateExited t
                → StateEntered p
                → StateExited p
                → ExecutionSucceeded
                """),
        Story(
            "a missed heartbeat is caught under its own name",
            states: States.task(
                "t",
                #"""
                "HeartbeatSeconds": 1,
                "Catch": [{"ErrorEquals": ["States.HeartbeatTimeout"], "ResultPath": null, "Next": "p"}],
                """#) + "," + States.pass("p"),
            TaskTests.begun(" heartbeat 1s") + """
                ⇢ wake in 1s
                advance 1s
                → TaskTimedOut heartbeat
                → CatcherTaken p catcher 0 States.Timeout
                → StateExited t {"a":1}
                → StateEntered p
                → StateExited p
                → ExecutionSucceeded
                """),
    ]
}
