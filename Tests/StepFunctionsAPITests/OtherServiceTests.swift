import Engine
import EventLog
import JSON
import Logging
import MemoryBackend
import Testing

@Suite("A machine of a service with an engine of its own", .timeLimit(.minutes(10))) struct OtherServiceTests {
    private func engine(_ store: MemoryEventStore) throws -> ExecutionEngine {
        var configuration = EngineConfiguration()
        configuration.queue = Queue("orders")
        configuration.pollInterval = .milliseconds(50)
        configuration.logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let engine = ExecutionEngine(store: store, configuration: configuration)
        engine.register("charge") { (input: Int, _: TaskContext) async throws -> Int in input * 2 }
        try engine.add(
            StateMachine(
                name: "orders", definition: RunningServer.task("charge"),
                role: Role(arn: RunningServer.role, resources: ["charge"])))
        return engine
    }

    @Test func `is listed, and run by that service's handlers`() async throws {
        let store = MemoryEventStore()
        let engine = try engine(store)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await engine.run() }
            defer { engine.shutDown() }
            try await RunningServer.with(store: store) { server in
                var machines: [JSONValue] = []
                while machines.isEmpty {
                    machines = try await server.does("ListStateMachines", [:])["stateMachines"]?.arrayValue ?? []
                }
                #expect(machines.compactMap { $0["name"] } == ["orders"])
                let end = try await server.run(RunningServer.arn("orders"), input: "21")
                #expect(end["status"] == "SUCCEEDED" && end["output"] == "42")
                let arn = RunningServer.arn("orders")
                try await server.does("PublishStateMachineVersion", ["stateMachineArn": .string(arn)])
                // What the API changes is the server's to run, which has no such handler; the version stays the service's.
                try await server.does(
                    "UpdateStateMachine",
                    ["stateMachineArn": .string(arn), "definition": .string(RunningServer.task("refund"))])
                #expect(try await server.run(arn, input: "21")["error"] == "States.Permissions")
                let version = try await server.run(arn + ":1", input: "22")
                #expect(version["output"] == "44" && version["stateMachineVersionArn"] == .string(arn + ":1"))
            }
            engine.shutDown()
            try await group.waitForAll()
        }
    }
}
