import Engine
import EngineTesting
import EventLog
import JSON
import MemoryBackend
import Testing

@Suite struct PayrollMachineTests {
    static func machine() throws -> StateMachine {
        let text = try Project.text("Examples/payroll/payroll.asl.json")
        return try StateMachine(
            name: "payroll", definition: text,
            role: Role(arn: "arn:aws:iam::123456789012:role/payroll", resources: ["*"], topics: ["*"]))
    }

    struct Empty: Codable, Sendable {}

    @Test func `the payroll goes from its start to the success notification`() async throws {
        let store = MemoryEventStore()
        let engine = ExecutionEngine(store: store)
        for name in ["processData", "generatePaystubs", "generateReport", "arn:aws:states:::sns:publish"] {
            engine.register(name) { (input: JSONValue, context: TaskContext) async throws -> JSONValue in
                ["from": .string(context.state)]
            }
        }
        try engine.add(Self.machine())
        try await withThrowingTaskGroup { group in
            group.addTask { try await engine.run() }
            let start = try await engine.start("payroll", input: #"{"a": 1.10}"#, name: "one")
            let end = try await engine.result(of: start.execution)
            #expect(end.status == .succeeded)
            #expect(
                end.path.map(\.state) == ["processData", "generatePaystubs", "generateReport", "successNotification"])
            #expect(end.input.string == #"{"a": 1.10}"#)
            let again = try await engine.start("payroll", input: #"{"a": 1.10}"#, name: "one")
            #expect(again.execution == start.execution)
            #expect(!again.isNew)
            engine.shutDown()
            try await group.waitForAll()
        }
    }
}
