import Engine
import EngineTesting
import EventLog
import FoundationEssentials
import JSON
import MemoryBackend
import Testing

@Suite("A history that is replayed", .timeLimit(.minutes(10))) struct ReplayTests {
    private static let definition = """
        {"StartAt":"a","States":{
          "a":{"Type":"Task","Resource":"a","Parameters":{"id.$":"States.UUID()","n.$":"$.n"},
               "Retry":[{"ErrorEquals":["E"],"IntervalSeconds":1,"JitterStrategy":"FULL"}],"ResultPath":"$.a","Next":"m"},
          "m":{"Type":"Map","ItemsPath":"$.a","ItemProcessor":{"StartAt":"i","States":{"i":{"Type":"Task","Resource":"i","End":true}}},
               "Next":"e"},
          "e":{"Type":"Pass","End":true}}}
        """

    private func recorded() async throws -> ExportedHistory {
        var test = try MachineTest(Self.definition)
        test.seed = 7
        test.mocks.state("a", .fails("E", cause: "busy", after: .seconds(3)), .returns([1, 2]))
        test.mocks.state("i", .returns("x", after: .seconds(2)), .returns("y", after: .seconds(1)))
        let run = try await test.run(inputText: #"{"n": 1.10}"#)
        return try ExportedHistory(parsing: Self.lines(run.stream))
    }

    /// What `daybook history --format json` prints.
    private static func lines(_ stream: [RecordedEvent]) -> String {
        stream.map { event in
            #"{"version":\#(event.version),"recordedAt":"\#(event.recordedAt)","type":"\#(event.type)","payload":\#(String(decoding: event.payload, as: UTF8.self))}"#
        }.joined(separator: "\n")
    }

    @Test func `goes as it went on the same definition, chance and times included`() async throws {
        let history = try await recorded()
        #expect(history.input == #"{"n": 1.10}"#)
        let report = try await MachineTest(Self.definition).replay(history)
        #expect(report.isSame, "\(report)")
        #expect(report.difference.isEmpty && "\(report)" == "as in the history")
        #expect(report.run?.output == ["x", "y"])
        #expect(report.run?.attempts(of: "a") == 2)
    }

    @Test func `tells the time of then, also where a worker died`() async throws {
        let definition = """
            {"StartAt":"t","QueryLanguage":"JSONata","States":{
              "t":{"Type":"Task","Resource":"r","Output":"{% [$states.context.State.EnteredTime, $now()] %}","Next":"p"},
              "p":{"Type":"Pass","Output":"{% $states.input ~> $append($millis()) %}","End":true}}}
            """
        let machine = try HistoryMachine(definition)
        // What happens, after how many milliseconds, and by which worker.
        let happening: [(ExecutionInput, Int, Int)] = [
            (.start(machine.started(.emptyObject)), 0, 0), (.beginTask(TaskID(rawValue: 3)), 1501, 0),
            (.takeOver(from: WorkerID(UUID(high: 9, low: 0))), 2703, 1), (.beginTask(TaskID(rawValue: 3)), 3805, 1),
            (.taskSucceeded(TaskID(rawValue: 3), output: .null), 9007, 1),
        ]
        var (state, head, events) = (ExecutionState(), StreamHead.empty, [RecordedEvent]())
        for (number, (input, milliseconds, worker)) in happening.enumerated() {
            let decision = try machine.decider(worker).decide(
                input, on: state, at: machine.begin.adding(.milliseconds(milliseconds)),
                seed: Seed(high: UInt64(number), low: 7))
            let append = Append(to: machine.execution, expected: head, events: decision.newEvents)
            let commit = Commit(id: CommitID(UUID(high: 1, low: UInt64(number))), append)
            events += commit.records[0]
            (state, head) = (decision.state, commit.heads[0])
        }
        try #require(state.status == .succeeded)
        let report = try await MachineTest(definition).replay(try ExportedHistory(events))
        #expect(report.isSame, "\(report)")
        #expect(report.run?.output?.text == state.output?.string)
        // Where it goes another way the clock goes on from there.
        let other = definition.replacing(
            #""Next":"p"}"#, with: #""Next":"w"},"w":{"Type":"Wait","Seconds":60,"Next":"p"}"#)
        let run = try #require(try await MachineTest(other).replay(try ExportedHistory(events)).run)
        #expect(run.elapsed == .milliseconds(69_007))
    }

    @Test func `shows line by line where a changed definition goes another way`() async throws {
        let changed = Self.definition.replacing(#""n.$":"$.n""#, with: #""n":2"#)
            .replacing(#""e":{"Type":"Pass","#, with: #""e":{"Type":"Pass","Result":"done","#)
        let report = try await MachineTest(changed).replay(try await recorded())
        #expect(!report.isSame && report.obstacle == nil)
        let lines = report.difference.split(separator: "\n").map(String.init)
        #expect(lines.contains("- ← e [\"x\",\"y\"]") && lines.contains("+ ← e \"done\""), "\(report)")
        #expect(lines.contains("- SUCCEEDED [\"x\",\"y\"]") && lines.contains("+ SUCCEEDED \"done\""))
        #expect(lines.filter { $0.hasPrefix("-   a {") && $0.hasSuffix(#""n":1.10}"#) }.count == 2)
        #expect(lines.filter { $0.hasPrefix("+   a {") && $0.hasSuffix(#""n":2}"#) }.count == 2)
        // What is the same in the iterations is no difference.
        #expect(!lines.contains { !$0.hasPrefix("  ") && $0.contains("→ i ") })
    }

    @Test func `ends at a call that the history has no answer for, unless a mock has one`() async throws {
        let changed = Self.definition.replacing(
            #""e":{"Type":"Pass","End":true}"#, with: #""e":{"Type":"Task","Resource":"new","End":true}"#)
        let history = try await recorded()
        var test = try MachineTest(changed)
        let report = try await test.replay(history)
        #expect(report.run == nil)
        #expect(report.obstacle == "the state 'e' calls 'new', and the history has no answer to that")
        #expect(report.difference.hasSuffix("! the state 'e' calls 'new', and the history has no answer to that"))
        test.mocks.resource("new", .returns(1))
        #expect(try await test.replay(history).run?.output == 1)
    }

    @Test func `may come from an engine`() async throws {
        let store = MemoryEventStore()
        let engine = ExecutionEngine(store: store)
        for resource in ["a", "i"] {
            engine.register(resource) { (_: JSONValue, context: TaskContext) -> JSONValue in
                if resource == "i" { return 1 }
                guard context.attempt > 0 else { throw TaskError("E", cause: "busy") }
                return [1, 2, 3]
            }
        }
        try engine.add(
            StateMachine(
                name: "m",
                definition: Self.definition.replacing(#""IntervalSeconds":1,"#, with: #""MaxDelaySeconds":1,"#),
                role: Role(arn: "arn:r", resources: ["*"])))
        let execution = try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await engine.run() }
            let start = try await engine.start("m", input: #"{"n":1}"#)
            #expect(try await engine.result(of: start.execution).status == .succeeded)
            engine.shutDown()
            try await group.waitForAll()
            return start.execution
        }
        let history = try ExportedHistory(try await store.read(execution, after: .none, limit: 1000))
        let report = try await MachineTest(Self.definition).replay(history)
        #expect(report.isSame, "\(report)")
    }

    @Test(
        "is refused where it is none",
        arguments: [
            ("", "the history does not begin with the start of an execution"), ("{", "line 1 is no event: "),
            (
                #"{"version":2,"type":"x","recordedAt":"2026-01-01T00:00:00Z","payload":{}}"#,
                "line 1 is not the event of version 1"
            ),
            (
                #"{"version":1,"type":"Moved","recordedAt":"2026-01-01T00:00:00Z","payload":{}}"#,
                "the history cannot be read: "
            ),
        ])
    func refusals(text: String, reason: String) {
        let error = #expect(throws: MachineTestError.self) { try ExportedHistory(parsing: text) }
        #expect(error?.description.hasPrefix(reason) == true, "\(String(describing: error))")
    }
}
