import EngineTesting
import EventLog
import FoundationEssentials
import JSON
import Testing

@testable import Engine

@Suite("A task that waits for its token") struct TokenTests {
    @Test("goes this way", arguments: stories)
    func plays(_ story: Story) throws {
        try story.play()
    }

    private static func begun(_ options: String = "", wake: String = "") -> String {
        """
        start {}
        → ExecutionStarted
        → StateEntered t
        → TaskScheduled t\(options) with a token
        → TaskStarted run 1 by A
        ⇢ run t
        \(wake)
        """
    }

    private static func task(_ fields: String = "") -> String {
        #""t": {"Type": "Task", "Resource": "t.waitForTaskToken", "# + fields + #" "End": true}"#
    }

    static let stories: [Story] = [
        Story(
            "submitted, then ended by whoever has the token", states: task(),
            begun() + """
                task t succeeds {"MessageId":"1"}
                → TaskSubmitted {"MessageId":"1"}
                token t succeeds {"approved":true}
                → TaskSucceeded {"approved":true}
                → StateExited t {"approved":true}
                → ExecutionSucceeded {"approved":true}
                token t succeeds 2
                ✗ the task of this token has ended
                """),
        Story(
            "ended before its handler has answered", states: task(),
            begun() + """
                token t succeeds 1
                → TaskSucceeded 1
                → StateExited t 1
                → ExecutionSucceeded 1
                task t succeeds {"MessageId":"1"}
                """),
        Story(
            "failed by whoever has the token, without a word", states: task(),
            begun() + """
                task t succeeds 1
                → TaskSubmitted 1
                token t fails
                → TaskFailed -
                → ExecutionFailed -
                """),
        Story(
            "failed by its handler", states: task(),
            begun() + """
                task t fails Broken "no way"
                → TaskFailed Broken no way
                → ExecutionFailed Broken no way
                token t fails
                ✗ the task of this token has ended
                """),
        Story(
            "tried again with another token", states: task(#""Retry": [{"ErrorEquals": ["No"]}],"#),
            begun() + """
                task t succeeds 1
                → TaskSubmitted 1
                token t fails No
                → TaskFailed No
                → RetryScheduled 1s
                ⇢ wake in 1s
                token t succeeds 1
                ✗ the task of this token has ended
                advance 1s
                → TaskScheduled t attempt 1 with a token
                → TaskStarted run 1 by A
                ⇢ run t
                token t succeeds 3
                → TaskSucceeded 3
                → StateExited t 3
                → ExecutionSucceeded 3
                """),
        Story(
            "not run again by who takes over once it was submitted", states: task(),
            begun() + """
                take over
                → ExecutionTakenOver by B from A
                → TaskStarted run 2 by B
                ⇢ run t
                task t succeeds 1
                → TaskSubmitted 1
                take over
                → ExecutionTakenOver by C from B
                token t succeeds 1
                → TaskSucceeded 1
                → StateExited t 1
                → ExecutionSucceeded 1
                """),
        Story(
            "timed out while it waits", states: task(#""TimeoutSeconds": 10, "HeartbeatSeconds": 4,"#),
            begun(" timeout 10s heartbeat 4s", wake: "⇢ wake in 4s") + """

                advance 1s
                task t succeeds 1
                → TaskSubmitted 1
                advance 2s
                token t beats
                → TaskHeartbeatRecorded 0s ago
                ⇢ wake in 4s
                later 3s
                token t beats
                → TaskHeartbeatRecorded 0s ago
                ⇢ wake in 4s
                advance 4s
                → TaskTimedOut timeout
                → ExecutionFailed States.Timeout
                """),
        Story(
            "silent for too long", states: task(#""HeartbeatSeconds": 4,"#),
            begun(" heartbeat 4s", wake: "⇢ wake in 4s") + """

                task t succeeds 1
                → TaskSubmitted 1
                advance 4s
                → TaskTimedOut heartbeat
                → ExecutionFailed States.Timeout
                token t beats
                ✗ the task of this token has ended
                """),
        Story(
            "free of its handler's limit once it was submitted", states: task(),
            begun(" limit 500ms", wake: "⇢ wake in 500ms") + """

                advance 499ms
                task t succeeds 1
                → TaskSubmitted 1
                advance 2s
                token t succeeds 2
                → TaskSucceeded 2
                → StateExited t 2
                → ExecutionSucceeded 2
                """, configure: { $0.policies["t.waitForTaskToken"] = ResourcePolicy(limitMilliseconds: 500) }),
        Story(
            "given an answer that is too large", states: task(),
            begun() + """
                task t succeeds 1
                → TaskSubmitted 1
                token t succeeds "0123456789"
                → TaskFailed States.DataLimitExceeded
                → ExecutionFailed States.DataLimitExceeded
                """, configure: { $0.limits.payloadBytes = 10 }),
    ]

    @Test("and tells its handler the token, a different one in each branch") func tokenInParameters() throws {
        let branches = ["t", "u"].map { name in
            #"{"StartAt": "\#(name)", "States": {"\#(name)": {"Type": "Task", "Resource": "t.waitForTaskToken", "#
                + #""Parameters": {"token.$": "$$.Task.Token"}, "End": true}}}"#
        }
        let story = Story(
            "", states: #""p": {"Type": "Parallel", "Branches": [\#(branches.joined(separator: ","))], "End": true}"#,
            "")
        var player = try HistoryPlayer(try story.machine())
        _ = try player.play(.start(input: try JSONText(validating: "{}")))
        var tokens: Set<String> = []
        for event in player.events {
            guard case .taskScheduled(let scheduled) = try ExecutionEvent(event) else { continue }
            let token = try #require(scheduled.token)
            #expect(scheduled.parameters.string == #"{"token":"\#(token)"}"#)
            #expect(TaskToken(token)?.execution == player.machine.execution)
            tokens.insert(token)
        }
        #expect(tokens.count == 2)
    }

    @Test("is a text of which each bit counts") func tokenText() throws {
        let execution = StreamID(.execution, UUID(version7: Timestamp(microseconds: 1_767_225_600_000_000), random: 7))
        let token = TaskToken(execution: execution, secret: (.max, 0))
        let text = token.description
        #expect(text.count == 43)
        #expect(TaskToken(text) == token)
        for (index, character) in text.enumerated() {
            for other in "Aa0-_+/=" where other != character {
                var changed = Array(text)
                changed[index] = other
                #expect(TaskToken(String(changed)) != token)
            }
        }
        for wrong in ["", text + "A", String(text.dropLast()), text + "=", "ä" + text.dropFirst()] {
            #expect(TaskToken(wrong) == nil)
        }
    }
}
