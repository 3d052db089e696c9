import Engine
import JSON
import StateMachineBuilder

enum Orders {
    struct Order: Codable, Sendable { let id: String, cents: Int }
    struct Receipt: Codable, Sendable { let order: String, charged: Int }

    static let charge = TypedResource<Order, Receipt>("charge")
    static let role = Role(arn: "arn:aws:iam::123456789012:role/orders", resources: ["charge"])

    static func add(to engine: ExecutionEngine) throws {
        engine.register(charge) { order, task in
            Receipt(order: order.id, charged: order.cents)
        }
        try engine.add(
            StateMachine(name: "orders", role: role) {
                Choice("is it free?")
                    .when("$.cents", .numericEquals, 0, next: "nothing to pay")
                    .otherwise(next: "charge")
                Call("charge", charge)
                    .timeout(seconds: 30)
                    .retry("States.Timeout", maxAttempts: 2)
                    .catch("States.ALL", next: "refused")
                    .end()
                Succeed("nothing to pay")
                Fail("refused", error: "Orders.Refused")
            })
    }
}
