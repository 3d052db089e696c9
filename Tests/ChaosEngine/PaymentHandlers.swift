import Engine
import EventLog
import Foundation
import JSON
import PostgresBackend

/// The tasks that pay, and their plain sibling.
enum PaymentHandlers {
    static func register(with engine: ExecutionEngine) {
        engine.register("pay") { (payment: Payment, context: TaskContext) in try await pay(payment, context) }
        engine.register("note") { (_: JSONValue, _: TaskContext) async throws -> JSONValue in
            // Its work: long enough that the payment beside it has mostly written its row.
            try await Task.sleep(for: .milliseconds(Int.random(in: 10...40)))
            return "noted"
        }
    }

    /// Writes a row in the transaction that will record the success. Nothing in the table keeps a payment from being made
    /// twice.
    private static func pay(_ payment: Payment, _ context: TaskContext) async throws -> Receipt {
        let transaction = try await context.transaction(of: PostgresTransaction.self)
        try await transaction.execute(
            "INSERT INTO ledger (key, execution, payment) VALUES ($1, $2, $3)",
            [context.idempotencyKey, context.execution.uuid.text, "\(payment.payment)"])
        let before = try await successes(context, transaction)
        var after = before
        while let wanted = payment.awaits, after < wanted {
            try await Task.sleep(for: .milliseconds(25))
            after = try await successes(context, transaction)
        }
        return Receipt(before: before, after: after)
    }

    private static func successes(_ context: TaskContext, _ transaction: PostgresTransaction) async throws -> Int {
        let rows = try await transaction.execute(
            """
            SELECT count(*) FROM daybook.event
            WHERE stream_id = $1 AND period = daybook.period_of($1) AND category = 'execution'
              AND type = 'TaskSucceeded'
            """, [context.execution.uuid.text])
        return rows.first?.first.flatMap(\.self).flatMap { Int($0) } ?? 0
    }
}
