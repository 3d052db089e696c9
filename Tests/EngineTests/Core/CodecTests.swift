import Engine
import EngineTesting
import EventLog
import FoundationEssentials
import JSON
import Testing

@Suite("Events") struct CodecTests {
    @Test("of each type, with all fields and with the fewest, are read and written byte for byte", arguments: payloads)
    func roundTrip(_ type: String, _ payload: String) throws {
        let event = try ExecutionEvent(recorded(type, payload))
        let written = event.newEvent(recordedAt: Timestamp(microseconds: 5))
        #expect(String(decoding: written.payload, as: UTF8.self) == payload)
        #expect(written.type.rawValue == type)
        #expect(written.recordedAt == Timestamp(microseconds: 5))
    }

    @Test("with a field that this version does not know end the fold", arguments: payloads)
    func unknownField(_ type: String, _ payload: String) throws {
        let more = payload.dropLast() + (payload == "{}" ? "" : ",") + #""new":1}"#
        #expect(
            throws: ExecutionEventError.unknownField("new", type: EventType(type), version: StreamVersion(7))
        ) { try ExecutionEvent(recorded(type, String(more), version: 7)) }
    }

    @Test(
        "that lack a field, have one twice or are no object are malformed",
        arguments: [
            ("TaskSucceeded", "{}"), ("TaskSucceeded", #"{"task":1}"#),
            ("TaskSucceeded", #"{"task":1,"task":1,"output":1}"#),
            ("TaskSucceeded", "[]"), ("TaskSucceeded", ""), ("TaskSucceeded", #"{"task":"1","output":1}"#),
            ("TaskSucceeded", #"{"task":1.5,"output":1}"#), ("TaskSucceeded", #"{"task":1,"output":1} 2"#),
            ("TaskSucceeded", #"{"task":99999999999999999999,"output":1}"#),
            ("TaskTimedOut", #"{"task":1,"reason":"boredom","cause":""}"#),
            ("TaskStarted", #"{"task":1,"run":1,"worker":"me"}"#),
            ("RetryScheduled", #"{"retrier":0,"attempt":1,"due":5,"seed":"12"}"#),
            ("NotificationPublished", #"{"task":1,"topic":"t","notification":"nowhere"}"#),
            ("ExecutionFailed", #"{"error":null}"#),
        ])
    func malformed(_ type: String, _ payload: String) throws {
        #expect {
            try ExecutionEvent(recorded(type, payload))
        } throws: { error in
            guard case .malformed(_, EventType(type), StreamVersion(1)) = error as? ExecutionEventError else {
                return false
            }
            return true
        }
    }

    @Test("of an unknown type end the fold")
    func unknownType() throws {
        #expect(throws: ExecutionEventError.unknownType(EventType("TaskDreamt"), version: StreamVersion(3))) {
            try ExecutionEvent(recorded("TaskDreamt", "{}", version: 3))
        }
    }

    @Test("of an execution with newer semantics end the fold")
    func newerSemantics() throws {
        let payload = Self.started(#""semantics":2"#, "")
        #expect(throws: ExecutionEventError.unknownSemantics(Semantics(rawValue: 2))) {
            try ExecutionState(folding: [recorded("ExecutionStarted", payload)])
        }
    }

    @Test(
        "that cannot follow the ones before are impossible",
        arguments: [
            [("TaskSucceeded", #"{"task":1,"output":1}"#)],
            [("StateEntered", #"{"state":"a","input":1}"#)],
            [("ExecutionParked", #"{"reason":""}"#)],
            [start, ("ExecutionStarted", started(#""semantics":1"#, ""))],
            [start, ("StateExited", #"{"state":"a","output":1}"#)],
            [start, ("TaskStarted", #"{"task":2,"run":1,"worker":"00000000-0000-4000-8000-000000000000"}"#)],
            [start, ("StateEntered", #"{"frame":9,"state":"a","input":1}"#)],
            [start, ("ExecutionRedriven", #"{"count":1}"#)],
            [start, ("ExecutionFailed", "{}"), ("ExecutionSucceeded", #"{"output":1}"#)],
            [start, ("ExecutionFailed", "{}"), ("StateEntered", #"{"state":"a","input":1}"#)],
            [start, ("ExecutionFailed", "{}"), ("ExecutionParked", #"{"reason":""}"#)],
            [start, entered, ("BranchStarted", #"{"index":0}"#)],
            [start, entered, ("BranchFailed", #"{"frame":1}"#)],
            [start, entered, ("MapStarted", #"{"concurrency":1,"items":{}}"#)],
            [start, entered, ("ParallelStarted", #"{"branches":2,"input":1}"#), ("BranchStarted", #"{"index":1}"#)],
            [start, entered, parallel, branch, ("BranchSucceeded", #"{"frame":4}"#)],
            [start, entered, parallel, branch, ("BranchStarted", #"{"index":1}"#)],
            [start, entered, parallel, branch, ("StateExited", #"{"frame":3,"state":"a","output":1}"#)],
            [start, entered, ("StateExited", #"{"state":"a","assigned":[],"output":1}"#)],
        ])
    func impossible(_ events: [(String, String)]) throws {
        let stream = events.enumerated().map { recorded($1.0, $1.1, version: $0 + 1) }
        _ = try ExecutionState(folding: stream.dropLast())
        #expect {
            try ExecutionState(folding: stream)
        } throws: { error in
            guard case .impossible = error as? ExecutionEventError else { return false }
            return true
        }
    }

    @Test("with a gap between their versions end the fold", arguments: [0, 1, 3, 9])
    func gap(_ version: Int) throws {
        let first = recorded("ExecutionStarted", Self.started(#""semantics":1"#, ""))
        let second = recorded("StateEntered", #"{"state":"a","input":1}"#, version: version)
        #expect(throws: ExecutionEventError.self) { try ExecutionState(folding: [first, second]) }
    }

    @Test(
        "keep a payload that passes through byte for byte",
        arguments: [
            "1.10", "12345678901234567890", "-0.0", "1E+400", #"{"z":1,"a":{"c":[ 1 ,2],"b":null}}"#,
            #""\u00e4\/\ud83d\ude00""#,
            "{\n  \"a\" : 1\n}", #""ä😀""#, "[]", "null", #"{"a":1e0,"A":1.0E0}"#,
        ])
    func exactPayload(_ text: String) throws {
        let player = try Story(
            "",
            states: States.pass("a", next: "w") + #", "w": {"Type": "Wait", "Seconds": 0, "Next": "s"}, "#
                + States.pass("s", next: "e") + #", "e": {"Type": "Succeed"}"#, ""
        ).machine()
        var played = try HistoryPlayer(player)
        _ = try played.play(.start(input: JSONText(validating: text)))
        #expect(played.state.status == .succeeded)
        #expect(played.state.output?.string == text)
        for event in played.events where event.type.rawValue != "WaitScheduled" && event.type.rawValue != "WaitFinished"
        {
            #expect(String(decoding: event.payload, as: UTF8.self).contains(text))
        }
    }

    private static let hash = String(repeating: "0123456789abcdef", count: 4)
    private static let worker = "00000000-0000-4000-8000-000000000001"
    private static let entered = ("StateEntered", #"{"state":"a","input":1}"#)
    private static let parallel = ("ParallelStarted", #"{"branches":1,"input":1}"#)
    private static let branch = ("BranchStarted", #"{"index":0}"#)
    private static let start: (String, String) = ("ExecutionStarted", started(#""semantics":1"#, ""))

    private static func started(_ semantics: String, _ options: String) -> String {
        #"{"stateMachine":"arn:m","name":"n","definition":"\#(hash)","role":"\#(hash)","roleArn":"arn:r",\#(semantics),"#
            + #""queue":"q","eventLimit":25000,\#(options)"input":{"a": 1.10}}"#
    }

    static let payloads: [(String, String)] = [
        start,
        ("ExecutionStarted", started(#""semantics":1"#, #""timeoutSeconds":3,"startedBy":"me","#)),
        ("StateEntered", #"{"state":"a","input":{ "x":1 }}"#),
        ("StateEntered", #"{"frame":7,"state":"ä\"\\","input":1}"#),
        ("ChoiceTaken", #"{"next":"b"}"#), ("ChoiceTaken", #"{"frame":7,"rule":0,"next":"b"}"#),
        ("WaitScheduled", #"{"due":1767225600000001}"#), ("WaitScheduled", #"{"frame":7,"due":-1}"#),
        ("WaitScheduled", #"{"due":5,"seed":"000000000000000a000000000000000b"}"#),
        ("ChoiceTaken", #"{"rule":0,"next":"b","seed":"000000000000000a000000000000000b"}"#),
        ("EvaluationFailed", #"{"state":"a","error":"E","cause":"c"}"#),
        (
            "EvaluationFailed",
            #"{"frame":7,"state":"a","location":"Items","error":"E","cause":"c","isOfFork":true,"#
                + #""seed":"000000000000000a000000000000000b"}"#
        ),
        ("MapStarted", #"{"concurrency":40,"seed":"000000000000000a000000000000000b","items":[]}"#),
        ("WaitFinished", "{}"), ("WaitFinished", #"{"frame":7}"#),
        ("TaskScheduled", #"{"state":"a","resource":"r","attempt":0,"parameters":1}"#),
        (
            "TaskScheduled",
            #"{"frame":7,"state":"a","resource":"r","attempt":2,"timeoutSeconds":9,"limitMilliseconds":10,"#
                + #""heartbeatSeconds":3,"atMostOnce":true,"parameters":[1, 2]}"#
        ),
        ("TaskStarted", #"{"task":4,"run":2,"worker":"\#(worker)"}"#),
        ("TaskScheduled", #"{"state":"a","resource":"r","attempt":0,"token":"t","parameters":1}"#),
        ("TaskHeartbeatRecorded", #"{"task":4,"at":12}"#), ("TaskSubmitted", #"{"task":4,"output":1.10}"#),
        ("TaskFailed", #"{"task":4}"#),
        ("TaskSucceeded", #"{"task":4,"output":12345678901234567890}"#),
        ("TaskFailed", #"{"task":4,"error":"E","cause":"\n"}"#),
        ("TaskTimedOut", #"{"task":4,"reason":"timeout","cause":""}"#),
        ("TaskTimedOut", #"{"task":4,"reason":"heartbeat","cause":""}"#),
        ("TaskTimedOut", #"{"task":4,"reason":"limit","cause":""}"#),
        ("RetryScheduled", #"{"retrier":0,"attempt":1,"due":5}"#),
        ("RetryScheduled", #"{"frame":7,"retrier":0,"attempt":1,"due":5,"seed":"000000000000000a000000000000000b"}"#),
        ("CatcherTaken", #"{"catcher":0,"error":"E","cause":"c","next":"b"}"#),
        ("CatcherTaken", #"{"frame":7,"catcher":0,"error":"E","cause":"c","next":"b"}"#),
        ("NotificationPublished", #"{"task":4,"topic":"arn:t","notification":"notification/\#(worker)"}"#),
        ("StateExited", #"{"state":"a","output":1}"#),
        ("StateExited", #"{"frame":7,"state":"a","next":"b","output":1}"#),
        (
            "StateExited",
            #"{"state":"a","seed":"000000000000000a000000000000000b","assigned":{"x": 1},"output":1}"#
        ),
        ("StateEntered", #"{"frame":7,"state":"a","seed":"000000000000000a000000000000000b","input":1}"#),
        (
            "TaskScheduled",
            #"{"state":"a","resource":"r","attempt":0,"seed":"000000000000000a000000000000000b","parameters":1}"#
        ),
        ("CatcherTaken", #"{"catcher":0,"next":"b"}"#),
        ("ParallelStarted", #"{"branches":2,"input":{ }}"#),
        ("ParallelStarted", #"{"frame":7,"branches":2,"seed":"000000000000000a000000000000000b","input":1}"#),
        ("BranchStarted", #"{"index":0}"#), ("BranchStarted", #"{"frame":7,"index":1}"#),
        ("BranchSucceeded", #"{"frame":7}"#), ("BranchFailed", #"{"frame":7}"#),
        (
            "BranchFailed",
            #"{"frame":7,"error":"E","matched":"M","cause":"c","seed":"000000000000000a000000000000000b"}"#
        ),
        ("MapStarted", #"{"concurrency":40,"items":[1, 2]}"#),
        ("MapStarted", #"{"frame":7,"concurrency":1,"readsExecutionInput":true,"items":[],"input":{"a": 1}}"#),
        ("IterationStarted", #"{"index":0}"#), ("IterationStarted", #"{"frame":7,"index":1}"#),
        ("IterationSucceeded", #"{"frame":7}"#), ("IterationFailed", #"{"frame":7,"error":"E"}"#),
        ("ExecutionSucceeded", #"{"output":1}"#),
        ("ExecutionFailed", #"{"error":"E","seed":"000000000000000a000000000000000b"}"#),
        ("ExecutionFailed", "{}"), ("ExecutionFailed", #"{"error":"E","cause":"c"}"#),
        ("ExecutionTimedOut", #"{"error":"States.Timeout"}"#), ("ExecutionTimedOut", #"{"error":"E","cause":"c"}"#),
        ("ExecutionAborted", "{}"), ("ExecutionAborted", #"{"error":"E","cause":"c","requestedBy":"me"}"#),
        ("ExecutionRedriven", #"{"count":1}"#), ("ExecutionRedriven", #"{"count":2,"requestedBy":"me"}"#),
        ("ExecutionRedriven", #"{"count":1,"clientToken":"t"}"#),
        ("ExecutionRedriven", #"{"count":3,"requestedBy":"me","mapRunRedrive":2}"#),
        ("ExecutionStarted", started(#""semantics":1"#, #""startedBy":"r","items":2,"mapRunRedrive":1,"#)),
        (
            "TaskScheduled",
            #"{"state":"a","resource":"daybook:map-run","attempt":0,"mapRun":4,"redrive":1,"parameters":1}"#
        ),
        ("ExecutionTakenOver", #"{"worker":"\#(worker)"}"#),
        ("ExecutionTakenOver", #"{"worker":"\#(worker)","from":"\#(worker)"}"#),
        ("ExecutionParked", #"{"reason":"r"}"#),
        ("ExecutionUnparked", "{}"), ("ExecutionUnparked", #"{"requestedBy":"me"}"#),
    ]

    private func recorded(_ type: String, _ payload: String, version: Int = 1) -> RecordedEvent {
        RecordedEvent(
            stream: StreamID(.execution, UUID(high: 1, low: 1)), version: StreamVersion(version), type: EventType(type),
            recordedAt: Timestamp(microseconds: 1), commitID: CommitID(UUID(high: 2, low: 2)),
            payload: Array(payload.utf8), hash: .zero)
    }
}
