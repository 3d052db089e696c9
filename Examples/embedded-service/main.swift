import Engine
import JSON
import Logging
import SQLiteBackend
import ServiceLifecycle
import UnixSignals

struct Order: Codable, Sendable { let id: String, cents: Int }
struct Receipt: Codable, Sendable { let order: String, charged: Int }

let definition = """
    {"StartAt": "charge", "States": {"charge": {"Type": "Task", "Resource": "charge", "End": true,
      "Retry": [{"ErrorEquals": ["States.Timeout"], "MaxAttempts": 2}]}}}
    """
let store = try await SQLiteEventStore.open(path: "orders.sqlite")
let engine = ExecutionEngine(store: store)
engine.register("charge", options: TaskOptions(timeLimit: .seconds(30))) { (order: Order, task: TaskContext) in
    // A second run after a crash has the same key: give it to whoever must not charge twice.
    task.logger.info("charging", metadata: ["key": "\(task.idempotencyKey)"])
    return Receipt(order: order.id, charged: order.cents)
}
let role = Role(arn: "arn:aws:iam::123456789012:role/orders", resources: ["charge"])
try engine.add(StateMachine(name: "orders", definition: definition, role: role))

let group = ServiceGroup(services: [engine], gracefulShutdownSignals: [.sigterm], logger: Logger(label: "orders"))
async let running: Void = group.run()
let start = try await engine.start("orders", input: #"{"id": "o-1", "cents": 995}"#, name: "o-1")
let end = try await engine.result(of: start.execution)
print("\(end.status.rawValue): \(end.output?.string ?? "")")
await group.triggerGracefulShutdown()
try await running
await store.close()
