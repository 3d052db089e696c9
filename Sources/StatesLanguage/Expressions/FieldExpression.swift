import JSON
import JSONata

/// A JSONata expression in a field of a state: parsed once, with its definition.
public struct FieldExpression: Sendable, Hashable {
    /// The expression, without `{%` and `%}` and the blanks inside of them.
    public let text: String
    /// The field that holds it, as the service names it: `Output/total`, `Choices[1]/Condition`.
    public let field: String
    private let expression: JSONataExpression

    /// How much the expressions that are evaluated at one time may use together.
    static let limits = EvaluationLimits(depth: 200, steps: 5_000_000, memory: 128 << 20)
    /// The functions that expressions may call.
    static let library = FunctionLibrary.states { data, algorithm in
        DigestAlgorithm(rawValue: algorithm)?.hex(of: data)
    }
    /// The functions that may give something else each time.
    private static let drawing = ["random", "shuffle", "uuid"]

    /// Parses what stands between `{%` and `%}`; throws codes `S…`.
    init(_ text: String, field: String) throws(JSONataError) {
        self.text = text
        self.field = field
        expression = try JSONataExpression(text, library: FieldExpression.library)
    }

    /// What it refers to outside of itself.
    var references: ExpressionReferences { expression.references }

    /// Whether it may come out differently each time for the same data: it draws a random number, an id or an order. The
    /// time that it may ask for is that of the event it shapes, and needs no record of its own.
    public var drawsChance: Bool { FieldExpression.drawing.contains { references.reads($0) } }

    /// The variables that it reads, without `states` and without functions that no variable hides.
    public var variables: [String] {
        references.variables.filter { $0 != "states" && !FieldExpression.functions.contains($0) }
    }

    private static let functions = Set(library.names)

    /// The variables that the expression in a field's text reads; none where it is no expression, or a bad one.
    public static func variables(ofField text: String) -> [String] {
        guard let inner = ExpressionReader.expression(in: text) else { return [] }
        return (try? FieldExpression(inner, field: ""))?.variables ?? []
    }

    /// Whether it reads a member of `$states`.
    func readsStates(_ member: String) -> Bool {
        references.reads.contains { $0.variable == "states" && ($0.names.first ?? member) == member }
    }

    /// The path that it stands for, where it is `$states.input` and nothing but names behind it.
    var inputPath: JSONPath? {
        guard references.reads.count == 1, references.inputs.isEmpty, let read = references.reads.first,
            read.variable == "states", read.names.first == "input",
            text == (["$states"] + read.names).joined(separator: ".")
        else { return nil }
        return try? JSONPath(parsing: (["$"] + read.names.dropFirst()).joined(separator: "."))
    }

    /// What is handed on as it was written, where that is all it does.
    func passedOn(in scope: EvaluationScope) -> JSONText? {
        switch text {
        case "$states.input": scope.input
        case "$states.result": scope.outcome.result
        case "$states.errorOutput": scope.outcome.errorOutput
        default: nil
        }
    }

    /// Equal texts in equal fields.
    public static func == (left: FieldExpression, right: FieldExpression) -> Bool {
        left.text == right.text && left.field == right.field
    }

    /// Feeds the text.
    public func hash(into hasher: inout Hasher) { hasher.combine(text) }

    /// What it gives.
    ///
    /// Throws `States.QueryEvaluationError` where it fails, or gives nothing.
    func value(in scope: inout EvaluationScope) throws(StateRuntimeError) -> JSONValue {
        var bindings: [String: JSONValue] = [:]
        for name in references.variables {
            bindings[name] = name == "states" ? try scope.states(for: references) : scope.variable(name)
        }
        let context = EvaluationContext(
            milliseconds: scope.milliseconds, seed: drawsChance ? scope.chance.next() : 0)
        do throws(JSONataError) {
            let value = try expression.evaluate(
                nil, bindings: bindings, context: context, budget: &scope.allowance.expressions)
            if let value { return value }
        } catch {
            throw StateRuntimeError.evaluation(self, error)
        }
        throw StateRuntimeError.undefined(self)
    }
}
