import Engine
import EngineTesting
import JSON
import Testing

@Suite("The service's history of an execution") struct HistoryProjectionTests {
    /// What a story tells: id, what it follows, type, and what is asked of the details.
    struct Telling: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let states: String
        let commands: [String]
        let history: String
        var role: Role?
        var top = ""
    }

    @Test("tells what happened in the service's words", arguments: tellings)
    func events(_ telling: Telling) throws {
        var player = try HistoryPlayer(
            try Story("", states: telling.states, top: telling.top, role: telling.role, "").machine())
        for command in telling.commands { _ = try player.play(ScriptCommand(command)) }
        let lines = try history(of: player).map { event in
            "\(event.id) \(event.previousEventId) \(event.type.rawValue)"
        }
        #expect(lines == telling.history.split(separator: "\n").map(String.init))
    }

    @Test("counts as many events as the causes of errors do, after every event", arguments: GoldenHistory.all)
    func length(_ golden: GoldenHistory) throws {
        let (_, player) = try golden.play()
        for count in 0...player.events.count {
            let events = player.events.prefix(count)
            let history = try HistoryProjection.events(
                of: events, definition: player.machine.machine.definition)
            #expect(try history.count == ExecutionState(folding: events).historyLength)
            #expect(history.map(\.id) == Array(1..<history.count + 1))
            #expect(history.allSatisfy { $0.previousEventId < $0.id })
        }
    }

    @Test("is written as the service's protocol has it")
    func json() throws {
        let states = """
            "f": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f",
                  "TimeoutSeconds": 7, "Credentials": {"RoleArn": "arn:r"}, "Assign": {"x.$": "$"}, "Next": "s"},
            "s": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "HeartbeatSeconds": 3, "End": true}
            """
        var player = try HistoryPlayer(try Story("", states: states, "").machine())
        for command in ["start [1.10]", "task f succeeds {\"a\": 1.0}", "task s fails E \"why\""] {
            _ = try player.play(ScriptCommand(command))
        }
        let lines = try history(of: player).map { $0.jsonText.string }
        let time = #""timestamp":1767225600.000"#
        #expect(
            lines == [
                #"{\#(time),"type":"ExecutionStarted","id":1,"previousEventId":0,"executionStartedEventDetails":{"input":"[1.10]","inputDetails":{"truncated":false},"roleArn":"arn:aws:iam::123456789012:role/daybook"}}"#,
                #"{\#(time),"type":"TaskStateEntered","id":2,"previousEventId":0,"stateEnteredEventDetails":{"name":"f","input":"[1.10]","inputDetails":{"truncated":false}}}"#,
                #"{\#(time),"type":"LambdaFunctionScheduled","id":3,"previousEventId":2,"lambdaFunctionScheduledEventDetails":{"resource":"arn:aws:lambda:us-east-1:123456789012:function:f","input":"[1.10]","inputDetails":{"truncated":false},"timeoutInSeconds":7,"taskCredentials":{"roleArn":"arn:r"}}}"#,
                #"{\#(time),"type":"LambdaFunctionStarted","id":4,"previousEventId":3}"#,
                #"{\#(time),"type":"LambdaFunctionSucceeded","id":5,"previousEventId":4,"lambdaFunctionSucceededEventDetails":{"output":"{\"a\": 1.0}","outputDetails":{"truncated":false}}}"#,
                #"{\#(time),"type":"TaskStateExited","id":6,"previousEventId":5,"stateExitedEventDetails":{"name":"f","output":"{\"a\": 1.0}","outputDetails":{"truncated":false},"assignedVariables":{"x":"{\"a\":1.0}"},"assignedVariablesDetails":{"truncated":false}}}"#,
                #"{\#(time),"type":"TaskStateEntered","id":7,"previousEventId":6,"stateEnteredEventDetails":{"name":"s","input":"{\"a\": 1.0}","inputDetails":{"truncated":false}}}"#,
                #"{\#(time),"type":"TaskScheduled","id":8,"previousEventId":7,"taskScheduledEventDetails":{"resourceType":"sns","resource":"publish","region":"us-east-1","parameters":"{\"a\": 1.0}","heartbeatInSeconds":3}}"#,
                #"{\#(time),"type":"TaskStarted","id":9,"previousEventId":8,"taskStartedEventDetails":{"resourceType":"sns","resource":"publish"}}"#,
                #"{\#(time),"type":"TaskFailed","id":10,"previousEventId":9,"taskFailedEventDetails":{"resourceType":"sns","resource":"publish","error":"E","cause":"why"}}"#,
                #"{\#(time),"type":"ExecutionFailed","id":11,"previousEventId":10,"executionFailedEventDetails":{"error":"E","cause":"why"}}"#,
            ])
    }

    @Test("names every kind of event that the service knows")
    func types() {
        #expect(HistoryEventType.allCases.count == 62)
    }

    @Test(
        "says what a resource is",
        arguments: [
            ("arn:aws:states:::lambda:invoke", "lambda", "invoke"),
            ("arn:aws:states:::states:startExecution.sync:2", "states", "startExecution.sync:2"),
            ("arn:aws:states:::aws-sdk:s3:getObject", "aws-sdk:s3", "getObject"),
            ("arn:aws-cn:states:::sqs:sendMessage.waitForTaskToken", "sqs", "sendMessage.waitForTaskToken"),
            ("charge", "daybook", "charge"), ("http://localhost/x", "daybook", "http://localhost/x"),
            ("arn:x", "daybook", "arn:x"),
        ])
    func resource(text: String, type: String, name: String) {
        let resource = HistoryResource(text)
        #expect(resource.resourceType == type)
        #expect(resource.resource == name)
    }

    @Test("is read from the log by a client, page by page and in both directions")
    func client() async throws {
        let bench = Bench()
        let engine = bench.engine()
        try engine.add(Bench.machine(HistoryProjectionTests.manyStates))
        try await Bench.running(engine) {
            let start = try await engine.start("m", input: "{}")
            _ = try await engine.result(of: start.execution)
            let history = try await engine.client.executionHistory(of: start.execution)
            #expect(history.map(\.id) == Array(1...1202))
            #expect(history.last?.type == .executionSucceeded)
            let reversed = try await engine.client.executionHistory(of: start.execution, reverseOrder: true)
            #expect(reversed == history.reversed())
        }
    }

    private static var manyStates: String {
        let passes = (0..<599).map { States.pass("s\($0)", next: "s\($0 + 1)") }
        return (passes + [States.pass("s599")]).joined(separator: ",")
    }

    private func history(of player: HistoryPlayer) throws -> [HistoryEvent] {
        try HistoryProjection.events(of: player.events, definition: player.machine.machine.definition)
    }
}
