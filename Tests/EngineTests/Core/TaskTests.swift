import Engine
import EngineTesting
import Testing

@Suite("A task") struct TaskTests {
    @Test("goes along the edges of its table", arguments: stories)
    func edges(_ story: Story) throws {
        try story.play()
    }

    static let stories: [Story] = results + places + limits + permissions

    /// What begins every story of one task.
    static func begun(_ options: String = "") -> String {
        """
        start {"a":1}
        → ExecutionStarted
        → StateEntered t
        → TaskScheduled t\(options) {"a":1}
        → TaskStarted run 1 by A
        ⇢ run t

        """
    }

    static let results: [Story] = [
        Story(
            "that succeeds gives its output to the next state",
            states: States.task("t", #""ResultPath": "$.r","#, next: "p") + "," + States.pass("p"),
            begun() + """
                task t succeeds {"n": 1.10}
                → TaskSucceeded {"n": 1.10}
                → StateExited t {"a":1,"r":{"n":1.10}}
                → StateEntered p
                → StateExited p
                → ExecutionSucceeded
                """),
        Story(
            "that fails with neither Retry nor Catch fails the execution", states: States.task("t"),
            begun() + """
                task t fails Declined "no money"
                → TaskFailed Declined no money
                → ExecutionFailed Declined no money
                """),
        Story(
            "whose parameters do not fit fails the execution",
            states: States.task("t", #""Parameters": {"x.$": "$.none"},"#),
            """
            start {}
            → ExecutionStarted
            → StateEntered t
            → ExecutionFailed States.Runtime
            """),
        Story(
            "whose result does not fit fails the execution, and no Catcher sees it",
            states: States.task(
                "t", #""ResultSelector": {"x.$": "$.none"}, "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "t"}],"#),
            begun() + """
                task t succeeds {}
                → TaskSucceeded {}
                → ExecutionFailed States.Runtime
                """),
        Story(
            "that publishes records the message before its result", states: States.task("t"),
            begun()
                + """
                task t publishes arn:aws:sns:x {"MessageId":"1"}
                → NotificationPublished arn:aws:sns:x notification/
                → TaskSucceeded {"MessageId":"1"}
                → StateExited t
                → ExecutionSucceeded
                """.replacing(" notification/", with: "")),
        Story(
            "that has ended takes no second result, of whatever kind",
            states: States.task("t", next: "w") + #", "w": {"Type": "Wait", "Seconds": 5, "End": true}"#,
            begun() + """
                task t succeeds 1
                → TaskSucceeded 1
                → StateExited t
                → StateEntered w
                → WaitScheduled 5s
                ⇢ wake in 5s
                task t succeeds 2
                task t fails Late
                task t publishes topic 3
                task t beats
                begin t
                advance 5s
                → WaitFinished
                → StateExited w 1
                → ExecutionSucceeded 1
                task t succeeds 2
                task t fails Late
                """),
    ]

    static let places: [Story] = [
        Story(
            "of a limited resource begins when there is a place, and once", states: States.task("t"),
            """
            start {}
            → ExecutionStarted
            → StateEntered t
            → TaskScheduled t {}
            ⇢ begin t
            task t succeeds 1
            proceed
            begin t
            → TaskStarted run 1 by A
            ⇢ run t
            begin t
            task t succeeds 1
            → TaskSucceeded 1
            → StateExited t
            → ExecutionSucceeded 1
            """, configure: { $0.policies["t"] = ResourcePolicy(isLimited: true) }),
        Story(
            "is not scheduled where nobody runs tasks, because nobody there knows how its resource is registered",
            states: States.task("t"),
            """
            start {}
            → ExecutionStarted
            → StateEntered t
            ⇢ proceed
            proceed
            ⇢ proceed
            """,
            configure: {
                $0.hasWorker = false
                $0.policies["t"] = ResourcePolicy(atMostOnce: true)
            }),
    ]

    static let limits: [Story] = [
        Story(
            "times out by its TimeoutSeconds", states: States.task("t", #""TimeoutSeconds": 3,"#),
            begun(" timeout 3s") + """
                ⇢ wake in 3s
                advance 2999ms
                advance 1ms
                → TaskTimedOut timeout
                → ExecutionFailed States.Timeout
                """),
        Story(
            "times out by TimeoutSecondsPath", states: States.task("t", #""TimeoutSecondsPath": "$.a","#),
            begun(" timeout 1s") + """
                ⇢ wake in 1s
                advance 1s
                → TaskTimedOut timeout
                → ExecutionFailed States.Timeout
                """),
        Story(
            "times out by its handler's limit", states: States.task("t"),
            begun(" limit 1500ms") + """
                ⇢ wake in 1500ms
                advance 1500ms
                → TaskTimedOut limit
                → ExecutionFailed States.Timeout
                """, configure: { $0.policies["t"] = ResourcePolicy(limitMilliseconds: 1500) }),
        Story(
            "that answers after its time-out changes nothing",
            states: States.task(
                "t", #""TimeoutSeconds": 1, "Catch": [{"ErrorEquals": ["States.Timeout"], "Next": "w"}],"#)
                + #", "w": {"Type": "Wait", "Seconds": 5, "End": true}"#,
            begun(" timeout 1s") + """
                ⇢ wake in 1s
                advance 1s
                → TaskTimedOut timeout
                → CatcherTaken w catcher 0 States.Timeout
                → StateExited t
                → StateEntered w
                → WaitScheduled 5s
                ⇢ wake in 5s
                task t succeeds 1
                """),
        Story(
            "times out when its heartbeat stops; beats are recorded at most every third of the interval",
            states: States.task("t", #""HeartbeatSeconds": 3,"#),
            begun(" heartbeat 3s") + """
                ⇢ wake in 3s
                later 999ms
                task t beats
                later 1ms
                task t beats
                → TaskHeartbeatRecorded 0s ago
                ⇢ wake in 3s
                later 999ms
                task t beats
                later 1ms
                task t beats
                → TaskHeartbeatRecorded 0s ago
                ⇢ wake in 3s
                advance 2999ms
                advance 1ms
                → TaskTimedOut heartbeat
                → ExecutionFailed States.Timeout
                """),
        Story(
            "whose last beat was too recent to be recorded lives by it when its time has come",
            states: States.task("t", #""HeartbeatSeconds": 3,"#),
            begun(" heartbeat 3s") + """
                ⇢ wake in 3s
                later 999ms
                task t beats
                later 2001ms
                task t beats 2001ms ago
                → TaskHeartbeatRecorded 2001ms ago
                ⇢ wake in 999ms
                task t beats 2001ms ago
                task t beats 4s ago
                advance 998ms
                advance 1ms
                → TaskTimedOut heartbeat
                → ExecutionFailed States.Timeout
                """),
        Story(
            "that beats goes on past its heartbeat and not past its time-out",
            states: States.task("t", #""TimeoutSeconds": 4, "HeartbeatSeconds": 3,"#),
            begun(" timeout 4s heartbeat 3s") + """
                ⇢ wake in 3s
                later 2s
                task t beats
                → TaskHeartbeatRecorded 0s ago
                ⇢ wake in 2s
                advance 2s
                → TaskTimedOut timeout
                → ExecutionFailed States.Timeout
                """),
        Story(
            "whose parameters are too large fails before it runs", states: States.task("t"),
            """
            start {"a":123456789}
            → ExecutionStarted
            → StateEntered t
            → TaskScheduled t {"a":123456789}
            → TaskFailed States.DataLimitExceeded
            → ExecutionFailed States.DataLimitExceeded
            """, configure: { $0.limits.payloadBytes = 10 }),
        Story(
            "whose result is too large fails, and States.TaskFailed takes it",
            states: States.task(
                "t",
                #"""
                "Catch": [{"ErrorEquals": ["States.Timeout"], "Next": "p"},
                    {"ErrorEquals": ["States.TaskFailed"], "ResultPath": null, "Next": "p"}],
                """#) + "," + States.pass("p"),
            begun() + """
                task t succeeds "12345678901"
                → TaskFailed States.DataLimitExceeded
                → CatcherTaken p catcher 1 States.DataLimitExceeded
                → StateExited t {"a":1}
                → StateEntered p
                → StateExited p
                → ExecutionSucceeded {"a":1}
                """, configure: { $0.limits.payloadBytes = 10 }),
        Story(
            "whose result is too large fails, and States.ALL does not take it",
            states: States.task(
                "t", #""Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": null, "Next": "p"}],"#) + ","
                + States.pass("p"),
            begun() + """
                task t succeeds "12345678901"
                → TaskFailed States.DataLimitExceeded
                → ExecutionFailed States.DataLimitExceeded
                """, configure: { $0.limits.payloadBytes = 10 }),
    ]

    static let permissions: [Story] = [
        Story(
            "that its role may not call fails with States.Permissions",
            states: States.task(
                "t", #""Catch": [{"ErrorEquals": ["States.Permissions"], "ResultPath": null, "Next": "p"}],"#)
                + "," + States.pass("p"),
            role: Role(arn: "arn:r", resources: ["other", "t?", "t*x"]),
            """
            start {}
            → ExecutionStarted
            → StateEntered t
            → TaskScheduled t {}
            → TaskFailed States.Permissions The role 'arn:r' is not authorized to call the resource 't'.
            → CatcherTaken p catcher 0 States.Permissions
            → StateExited t {}
            → StateEntered p
            → StateExited p
            → ExecutionSucceeded {}
            """),
        Story(
            "that publishes to a topic of another role fails with States.Permissions", states: publish,
            role: Role(arn: "arn:r", resources: ["*"], topics: ["arn:aws:sns:us-east-1:1:Own*"]),
            """
            start {"topic":"arn:aws:sns:us-east-1:1:Other"}
            → ExecutionStarted
            → StateEntered s
            → TaskScheduled s
            → TaskFailed States.Permissions
            → ExecutionFailed States.Permissions
            """),
        Story(
            "that publishes to a topic of its role runs", states: publish,
            role: Role(
                arn: "arn:r", resources: ["arn:aws:states:::sns:publish"], topics: ["arn:aws:sns:*:1:Own*"]),
            """
            start {"topic":"arn:aws:sns:us-east-1:1:OwnOne"}
            → ExecutionStarted
            → StateEntered s
            → TaskScheduled s
            → TaskStarted run 1
            ⇢ run s
            """),
    ]

    private static let publish = #"""
        "s": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "End": true,
            "Parameters": {"TopicArn.$": "$.topic", "Message": "m"}}
        """#
}
