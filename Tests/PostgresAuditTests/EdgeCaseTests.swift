import EventLog
import Foundation
import Testing

/// A log that says everything that JSON may say can be read with every view.
@Suite struct EdgeCaseTests {
    private static let valid = EdgeCases.all.filter { $0.refusal == nil }.map {
        String(decoding: $0.text, as: UTF8.self)
    }

    /// What Postgres cannot hold as `jsonb`.
    private static let beyond: Set<String> = [#""\u0000""#, #"{"\u0000":1}"#, "1e99999999999999999999"]

    @Test func `the user's JSON is told byte for byte, and as jsonb where Postgres can`() async throws {
        let cases = EdgeCaseTests.valid
        #expect(cases.count > 100)
        let commits = try cases.enumerated().map { number, text in
            try commit(
                number,
                [
                    ("ExecutionStarted", #"{"stateMachine":"a:b:m","name":"n\#(number)","input":\#(text)}"#),
                    ("StateEntered", #"{"state":"s,\"input\":","input":\#(text)}"#),
                    ("TaskScheduled", #"{"state":"s","resource":"r","attempt":0,"parameters":\#(text)}"#),
                    ("TaskStarted", #"{"task":3,"run":1,"worker":"dab00000-0000-4000-8000-000000000001"}"#),
                    ("TaskSucceeded", #"{"task":3,"output":\#(text)}"#),
                    // What is assigned may look like the field behind it.
                    (
                        "StateExited",
                        #"{"state":"s","assigned":{"a":{"b":0,"output":1},"output":\#(text)},"output":\#(text)}"#
                    ),
                    ("ExecutionSucceeded", #"{"output":\#(text)}"#),
                ])
        }
        let database = try await AuditDatabase.make(commits)
        let auditor = try database.auditor()
        for question in [
            "SELECT name, input_text, output_text, input IS NULL OR output IS NULL FROM audit.executions",
            """
            SELECT 'n' || row_number() OVER (ORDER BY execution) - 1, input_text, output_text, input IS NULL OR output IS NULL
            FROM audit.state_visits WHERE state = 's,"input":' AND outcome = 'succeeded'
            """,
            """
            SELECT 'n' || row_number() OVER (ORDER BY execution) - 1, parameters_text, output_text,
                parameters IS NULL OR output IS NULL
            FROM audit.task_attempts WHERE state = 's' AND attempt = 1 AND outcome = 'succeeded'
            """,
        ] {
            let rows = try auditor.rows(question)
            #expect(rows.count == cases.count)
            for row in rows {
                let number = try #require(row[0].flatMap { Int($0.dropFirst()) })
                #expect(row[1] == cases[number])
                #expect(row[2] == cases[number])
                #expect((row[3] == "t") == EdgeCaseTests.beyond.contains(cases[number]), "\(cases[number].prefix(50))")
            }
        }
        try readsEverything(database)
    }

    @Test func `every view reads a log whose payloads are not what the engine writes`() async throws {
        let types = [
            "ExecutionStarted", "StateEntered", "ChoiceTaken", "WaitScheduled", "WaitFinished", "TaskScheduled",
            "TaskStarted", "TaskHeartbeatRecorded", "TaskSucceeded", "TaskFailed", "TaskTimedOut", "RetryScheduled",
            "CatcherTaken", "NotificationPublished", "StateExited", "ExecutionSucceeded", "ExecutionFailed",
            "ExecutionTimedOut", "ExecutionAborted", "ExecutionRedriven", "ExecutionTakenOver", "ExecutionParked",
            "ExecutionUnparked", "ParallelStarted", "BranchStarted", "StateEntered", "MapStarted", "IterationStarted",
            "StateEntered", "TaskScheduled", "IterationFailed", "ExecutionRedriven", "IterationSucceeded",
            "BranchFailed", "BranchStarted", "BranchSucceeded", "DeliveryCreated", "Delivered", "DeliveryFailed",
            "DeliveryGivenUp",
            "NotificationFannedOut", "ResendRequested", "SubscriptionConfirmed", "SubscriptionRemoved",
            "SignalConsumed",
        ]
        let odd = [
            #"{"task":99999999999999999999,"attempt":1e5,"due":-1,"at":"x","retryAt":9223372036854775807}"#,
            #"{"task":1,"attempt":999999999999999999,"due":999999999999999999,"timeoutSeconds":999999999999999999}"#,
            #"{"task":2,"limitMilliseconds":-5,"heartbeatSeconds":null,"frame":{"a":1},"state":["s"],"worker":"w"}"#,
            #"{"subscribers":[1,{},null,{"subscription":"x"}],"execution":"execution/x","target":"/","subscription":7}"#,
            #"{"frame":31,"index":-1,"task":37,"state":null}"#, #"{"frame":32,"index":99999999999}"#,
            #"{"frame":33,"assigned":{"output":1},"output":2}"#, #"{"frame":-1,"task":-1,"at":"x"}"#,
            #"{"state":"a\u0000b\\u0000","error":"\u0000","cause":"\\\u0000\u0000","reason":"\u0000","name":"\u0000"}"#,
        ]
        var commits: [Commit] = []
        for (number, text) in (EdgeCaseTests.valid + odd).enumerated() {
            for (place, category) in ["execution", "notification", "delivery", "topic", "signal", "definition"]
                .enumerated()
            {
                commits.append(
                    try commit(
                        number * 10 + place, types.map { ($0, text) }, category: category,
                        wakeUp: WakeUp(due: begin, queue: Queue("q"), semantics: 1)))
            }
        }
        let database = try await AuditDatabase.make(commits)
        try readsEverything(database)
        let auditor = try database.auditor()
        #expect(try auditor.value("SELECT sum(broken) FROM audit.verify_all()") == "0")
        // A NUL is shown as what stands for the unknown, and a backslash before it stays one.
        #expect(
            try auditor.rows(
                "SELECT DISTINCT state, error, cause FROM audit.events WHERE error = U&'\\FFFD' AND type = 'StateExited'"
            )
                == [["a\u{FFFD}b\\u0000", "\u{FFFD}", "\\\u{FFFD}\u{FFFD}"]])
    }

    @Test func `what is no JSON, or nests as deep as it likes, is NULL and never an error`() async throws {
        let session = try await AuditDatabase.make([]).owner()
        for text in [
            "'{'", "''", "'\\u'", "repeat('[', 1000000)", "repeat('[', 100000) || repeat(']', 100000)",
            "repeat('{\"a\":', 100000) || '1' || repeat('}', 100000)", "'1e131072'", "'1e-16384'", "NULL",
        ] {
            #expect(try session.rows("SELECT audit.try_jsonb(\(text))") == [[nil]], "\(text)")
            #expect(try session.refusal("SELECT audit.fields('TaskFailed', \(text))") == nil, "\(text)")
            #expect(try session.refusal("SELECT audit.content('StateExited', \(text))") == nil, "\(text)")
        }
        #expect(try session.rows("SELECT audit.try_jsonb('1e131071') IS NULL") == [["f"]])
    }

    private let begin = Timestamp(microseconds: 1_767_225_600_000_000)

    /// Reads each column of each row, and what the functions say of each execution.
    private func readsEverything(_ database: AuditDatabase) throws {
        let auditor = try database.auditor()
        for view in try database.views() {
            #expect(
                try auditor.value("SELECT length(string_agg(v::text, '')) FROM audit.\(view) AS v") != "", "\(view)")
        }
        try auditor.run(
            """
            SELECT count(s::text), count(v::text), count(a::text), count(b::text), count(h::text), count(e::text)
            FROM (SELECT DISTINCT execution FROM audit.events LIMIT 20) AS i
            CROSS JOIN LATERAL audit.state_at(i.execution, 1000) AS s
            LEFT JOIN LATERAL audit.visits(i.execution) AS v ON true
            LEFT JOIN LATERAL audit.attempts(i.execution) AS a ON true
            LEFT JOIN LATERAL audit.branches_of(i.execution) AS b ON true
            LEFT JOIN LATERAL audit.history(i.execution) AS h ON true
            LEFT JOIN LATERAL audit.execution(i.execution) AS e ON true
            """)
    }

    private func commit(
        _ number: Int, _ events: [(String, String)], category: String = "execution", wakeUp: WakeUp? = nil
    ) throws -> Commit {
        let new = events.map { NewEvent(type: EventType($0), recordedAt: begin, payload: Array($1.utf8)) }
        let stream = StreamID(
            StreamCategory(category),
            category == "topic" || category == "definition"
                ? UUID(version8: "\(number)".utf8) : UUID(version7: begin, random: UInt64(number)))
        return Commit(
            id: CommitID(UUID(high: 0x4000, low: 1 << 63 | UInt64(number))),
            Append(to: stream, expected: .empty, events: new, wakeUp: wakeUp.map { .set($0) } ?? .unchanged))
    }
}
