import Engine
import EngineTesting
import Foundation
import JSON
import Testing

@Suite("The seed's other machines", .enabled(if: SeedMachines.areHere, SeedMachines.absence))
struct SeedMachineTests {
    private func test(_ name: String) throws -> MachineTest {
        try MachineTest(String(contentsOfFile: SeedMachines.path("\(name).asl.json"), encoding: .utf8))
    }

    @Test("take the way that the status says", arguments: [("Approved", "Task1"), ("Refused", "Task2"), ("", "Task2")])
    func choice(status: String, last: String) async throws {
        var test = try test("choice")
        test.mocks.resource("start", .returns(["status": .string(status)]))
        test.mocks.resource("approved", .returns("yes"))
        test.mocks.resource("unapproved", .returns("no"))
        let run = try await test.run()
        #expect(run.path == ["StartStates", "ChoiceState", last])
        #expect(run.output == (last == "Task1" ? "yes" : "no"))
    }

    @Test func `fail where the status is missing: no rule says what then`() async throws {
        var test = try test("choice")
        test.mocks.resource("start", .returns([:]))
        let run = try await test.run()
        #expect(run.error == "States.Runtime")
        #expect(run.path == ["StartStates", "ChoiceState"])
    }

    @Test(
        "run the branches that the score asks for, side by side",
        arguments: [(JSONValue(75), "Passing", [2, 3]), (74.9, "Failing", [4, 5])] as [(JSONValue, String, JSONValue)])
    func parallel(score: JSONValue, kind: String, output: JSONValue) async throws {
        var test = try test("parallel")
        test.mocks.resource("lambda1", .returns(["value": score]))
        for number in 2...5 {
            test.mocks.resource("lambda\(number)", .returns(.number(JSONNumber(number)), after: .seconds(number)))
        }
        let run = try await test.run()
        #expect(run.path == ["StartStates", "ChoiceState", "\(kind)Tasks", "\(kind)Score1", "\(kind)Score2"])
        #expect(run.output == output)
        #expect(run.elapsed == .seconds(kind == "Passing" ? 3 : 5))
    }

    @Test func `fail with the error of the branch that failed, and end the other`() async throws {
        var test = try test("parallel")
        test.mocks.resource("lambda1", .returns(["value": 100]))
        test.mocks.resource("lambda2", .hangs)
        test.mocks.resource("lambda3", .fails("Late", cause: "too late"))
        let run = try await test.run()
        #expect(run.error == "Late" && run.cause == "too late")
        #expect(run.history.contains { $0.type == .taskStateAborted })
    }
}
