import JSON
import JSONata

/// Evaluation with little to write, for tables.
enum Evaluating {
    static let context = EvaluationContext(milliseconds: 1_700_000_000_123, seed: 42)

    /// What the tables are evaluated with.
    static let shop = """
        {"a":{"b":1,"c":"x"},"list":[3,1,2],"orders":[{"id":"o1","min":2,"items":[{"name":"pen","price":2},
        {"name":"ink","price":7}]},{"id":"o2","min":9,"items":[{"name":"pen","price":3}]}]}
        """

    /// The result as text; the code of the error; or "undefined".
    static func text(
        _ expression: String, _ input: String? = nil, bindings: [String: JSONValue] = [:],
        context: EvaluationContext = context
    ) -> String {
        do {
            let input = try input.map { try JSONValue(parsing: $0) }
            let result = try JSONataExpression(expression).evaluate(input, bindings: bindings, context: context)
            return result?.text ?? "undefined"
        } catch let error as JSONataError {
            return error.code
        } catch {
            return "\(error)"
        }
    }

    /// The error of an expression.
    static func error(_ expression: String, _ input: JSONValue? = nil) -> JSONataError? {
        do throws(JSONataError) {
            _ = try JSONataExpression(expression).evaluate(input, context: context)
            return nil
        } catch {
            return error
        }
    }

    /// Whether two results are the same, numbers by value and members in any order.
    static func areSame(_ a: JSONValue?, _ b: JSONValue?) -> Bool {
        switch (a, b) {
        case (nil, nil): true
        case (.number(let a)?, .number(let b)?): a.double == b.double
        case (.array(let a)?, .array(let b)?): a.count == b.count && zip(a, b).allSatisfy { areSame($0, $1) }
        case (.object(let a)?, .object(let b)?): a.count == b.count && a.allSatisfy { areSame($0.value, b[$0.key]) }
        default: a == b
        }
    }
}
