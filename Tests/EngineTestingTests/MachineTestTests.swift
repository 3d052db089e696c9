import Engine
import EngineTesting
import JSON
import Testing

@Suite("A machine in a test") struct MachineTestTests {
    private func test(_ states: String, top: String = "") throws -> MachineTest {
        let start = states.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)[1]
        return try MachineTest("{\"StartAt\":\"\(start)\",\(top)\"States\":{\(states)}}")
    }

    private func task(_ name: String, _ fields: String = "", _ next: String = "\"End\":true") -> String {
        "\"\(name)\":{\"Type\":\"Task\",\"Resource\":\"\(name)\",\(fields)\(next)}"
    }

    @Test func `waits a year in no time, and says how long it was`() async throws {
        let run = try await test(#""w":{"Type":"Wait","Seconds":31536000,"End":true}"#).run(inputText: "1.10")
        #expect(run.elapsed == .seconds(31_536_000))
        #expect(run.outputText == "1.10")
    }

    @Test func `gives each call of a state the next answer, and the last one from there on`() async throws {
        var test = try test(
            task("a", #""Retry":[{"ErrorEquals":["E"],"IntervalSeconds":1,"BackoffRate":1}],"#, #""Next":"c""#)
                + #","c":{"Type":"Choice","Choices":[{"Variable":"$","NumericLessThan":3,"Next":"a"}],"Default":"e"},"#
                + #""e":{"Type":"Succeed"}"#)
        test.mocks.state("a", .returns(1), .fails("E"), .returns(2), .fails("E"), .returns(3))
        let run = try await test.run()
        #expect(run.path == ["a", "c", "a", "c", "a", "c", "e"])
        #expect(run.attempts(of: "a") == 5)
        #expect(run.inputs(of: "a") == [[:], 1, 1, 2, 2])
        #expect(run.output == 3)
    }

    @Test func `lets answers come when they come: a time-out, a branch that is faster`() async throws {
        let late = try await run(
            test(
                task("a", #""TimeoutSeconds":5,"Catch":[{"ErrorEquals":["States.Timeout"],"Next":"e"}],"#)
                    + #","e":{"Type":"Succeed"}"#)
        ) { $0.mocks.state("a", .returns(1, after: .seconds(6))) }
        #expect(late.elapsed == .seconds(5))
        #expect(late.caught.map(\.error) == ["States.Timeout"])
        let hanging = try await run(test(task("a"), top: #""TimeoutSeconds":9,"#)) { $0.mocks.state("a", .hangs) }
        #expect(hanging.status == .timedOut)
        let order = try await run(
            test(
                #""p":{"Type":"Parallel","Branches":[{"StartAt":"a","States":{\#(task("a"))}},{"StartAt":"b","States":{\#(task("b"))}}],"End":true}"#
            )
        ) {
            $0.mocks.resource("a", .returns("a", after: .seconds(2)))
            $0.mocks.resource("b", .returns("b", after: .seconds(1)))
        }
        #expect(order.output == ["a", "b"])
        #expect(order.elapsed == .seconds(2))
        let ends = order.events.compactMap { if case .taskSucceeded(let end) = $0 { end.output.string } else { nil } }
        #expect(ends == [#""b""#, #""a""#])
    }

    private func run(_ test: MachineTest, _ change: (inout MachineTest) -> Void) async throws -> TestRun {
        var test = test
        change(&test)
        return try await test.run()
    }

    @Test func `runs real handlers, and reports what they throw as production does`() async throws {
        struct Order: Codable { let cents: Int }
        struct Broke: Error, CustomStringConvertible { let description = "no money" }
        var test = try test(
            #""c":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:charge","End":true}"#)
        test.handle("charge") { (order: Order, context: TaskContext) in
            guard order.cents < 100 else { throw Broke() }
            return ["state": context.state, "attempt": "\(context.attempt)", "cents": "\(order.cents)"]
        }
        #expect(try await test.run(input: ["cents": 5]).output == ["state": "c", "attempt": "0", "cents": "5"])
        let broke = try await test.run(input: ["cents": 500])
        #expect(broke.error == "Broke" && broke.cause == "no money")
        #expect(try await test.run(input: 1).error == "DecodingError")
        test.mocks.resource("charge", .returns("mocked"))
        #expect(try await test.run(input: ["cents": 500]).output == "mocked")
    }

    @Test func `keeps variables, messages, events and the service's history`() async throws {
        let run = try await test(
            #""p":{"Type":"Pass","Assign":{"a":1,"b.$":"$"},"Next":"n"},"#
                + #""n":{"Type":"Task","Resource":"arn:aws:states:::sns:publish","Parameters":{"TopicArn":"arn:aws:sns:us-east-1:1:News","Subject":"s","Message":{"n.$":"$a"}},"#
                + #""Assign":{"a":2},"ResultPath":null,"End":true}"#
        ).run(inputText: #"{"x":1.0}"#)
        #expect(run.variables == ["a": 2, "b": ["x": 1.0]])
        #expect(run.notifications.map(\.topicName) == ["News"])
        #expect(run.notifications.first?.message == #"{"n":1}"# && run.notifications.first?.subject == "s")
        #expect(run.outputText == #"{"x":1.0}"#)
        #expect(run.history.last?.type == .executionSucceeded)
        #expect(run.history.contains { $0.type == .taskScheduled })
        #expect(run.events.count == run.stream.count)
        #expect(run.story.split(separator: "\n").first == #"start {"x":1.0}"#)
    }

    @Test func `does the same again, chance included`() async throws {
        var test = try test(
            task("a", #""Retry":[{"ErrorEquals":["E"],"JitterStrategy":"FULL"}],"#, #""Next":"u""#)
                + #","u":{"Type":"Pass","Parameters":{"id.$":"States.UUID()"},"End":true}"#)
        test.mocks.state("a", .fails("E"), .fails("E"), .returns(1))
        let (first, second) = (try await test.run(), try await test.run())
        #expect(first.stream == second.stream)
        test.seed = 2
        #expect(try await test.run().output != first.output)
    }

    @Test func `says what is missing, and what would never end`() async throws {
        await #expect {
            try await test(task("a")).run()
        } throws: { "\($0)" == "the task 'a' has no mock and no handler, nor has its resource 'a'" }
        // A loop ends where the service ends it: at 25,000 events.
        let loop = try await test(
            #""a":{"Type":"Pass","Next":"b"},"b":{"Type":"Pass","Next":"a"},"c":{"Type":"Succeed"}"#
        ).run()
        #expect(loop.error == "States.Runtime" && loop.events.count == 25_000)
        await #expect {
            try await test(#""s":{"Type":"Succeed"}"#).run(inputText: "{")
        } throws: { "\($0)".hasPrefix("the input is not JSON: line 1, column 2") }
    }
}
