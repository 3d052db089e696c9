import Engine
import Foundation
import JSON
import MemoryBackend
import StateMachineBuilder
import Testing

@Suite struct OrdersTests {
    @Test func `the README shows the machine as it is compiled`() throws {
        let readme = try Project.text("README.md")
        let code = try Project.text("Tests/StateMachineBuilderTests/Orders.swift")
        #expect(readme.contains("```swift\n\(code)```\n"))
    }

    @Test(arguments: [
        (#"{"id":"o-1","cents":995}"#, ["is it free?", "charge"], #"{"order":"o-1","charged":995}"#),
        (#"{"id":"o-2","cents":0}"#, ["is it free?", "nothing to pay"], #"{"id":"o-2","cents":0}"#),
        (#"{"cents":5}"#, ["is it free?", "charge", "refused"], nil),
    ])
    func `it runs with its typed handler`(input: String, path: [String], output: String?) async throws {
        let engine = ExecutionEngine(store: MemoryEventStore())
        try Orders.add(to: engine)
        try await withThrowingTaskGroup { group in
            group.addTask { try await engine.run() }
            let start = try await engine.start("orders", input: input)
            let end = try await engine.result(of: start.execution)
            #expect(end.status == (output == nil ? .failed : .succeeded))
            #expect(end.path.map(\.state) == path)
            #expect(end.output?.string == output)
            engine.shutDown()
            try await group.waitForAll()
        }
    }

    @Test func `a machine whose resource has no handler is refused`() throws {
        let engine = ExecutionEngine(store: MemoryEventStore())
        let refund = TypedResource<Orders.Receipt, Orders.Order>("refund")
        let machine = try StateMachine(name: "refunds", role: Orders.role) { Call("give it back", refund) }
        let refusal = try #require(throws: EngineError.self) { try engine.add(machine) }
        guard case .unregisteredResources(["refund"], stateMachine: "refunds") = refusal else {
            Issue.record("\(refusal)")
            return
        }
        engine.register(refund) { receipt, _ in Orders.Order(id: receipt.order, cents: -receipt.charged) }
        try engine.add(machine)
    }
}
