import Foundation
import JSON
import JSONata

/// A line of `daybook jsonata --batch`: an expression with its input, variables and limits.
struct JSONataRequest {
    private let expression: String
    private let data: JSONValue?
    private let bindings: [String: JSONValue]
    private let context: EvaluationContext

    /// The answer to a line, as JSON.
    static func answer(to line: String) -> String {
        do throws(JSONataError) {
            guard let result = try JSONataRequest(line).evaluate() else { return #"{"undefined":true}"# }
            return JSONValue.object(["result": result]).text
        } catch {
            return JSONValue.object(["error": .object(fields(of: error))]).text
        }
    }

    /// The present time, a new seed, and the limits that a request names.
    static func context(milliseconds limit: Double? = nil, depth: Int? = nil) -> EvaluationContext {
        var context = EvaluationContext(
            milliseconds: Int64(Date().timeIntervalSince1970 * 1000), seed: UInt64.random(in: 0...UInt64.max))
        if let depth { context.limits.depth = depth }
        if let limit {
            let end = ContinuousClock.now + .microseconds(Int64(min(max(limit, 0), 1e9) * 1000))
            context.isOverdue = { ContinuousClock.now > end }
            // The clock takes the place of the count.
            context.limits.steps = Int.max
        }
        return context
    }

    private init(_ line: String) throws(JSONataError) {
        let request: JSONValue
        do throws(JSONError) {
            request = try JSONValue(parsing: LoneSurrogateEscapes.replaced(in: Array(line.utf8)))
        } catch {
            throw JSONataError(code: "request", message: "no JSON: \(error)")
        }
        guard let expression = request["expr"]?.stringValue else {
            throw JSONataError(code: "request", message: "no expr")
        }
        self.expression = expression
        data = request["data"]
        bindings = (request["bindings"]?.objectValue ?? [:]).reduce(into: [:]) { $0[$1.key] = $1.value }
        context = Self.context(
            milliseconds: request["timelimit"]?.numberValue?.double, depth: request["depth"]?.numberValue?.int)
    }

    private func evaluate() throws(JSONataError) -> JSONValue? {
        try JSONataExpression(expression).evaluate(data, bindings: bindings, context: context)
    }

    private static func fields(of error: JSONataError) -> JSONObject {
        var fields: JSONObject = ["code": .string(error.code), "message": .string(error.message)]
        if let position = error.position { fields["position"] = .number(JSONNumber(position)) }
        if let token = error.token { fields["token"] = .string(token) }
        return fields
    }
}
