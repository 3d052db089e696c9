public import JSON

/// A JSONata expression (version 2.0.6 of the language), parsed once and evaluated as often as wanted.
///
/// ```swift
/// let total = try JSONataExpression("$sum(order.items.(price * quantity))")
/// let context = EvaluationContext(milliseconds: 1_700_000_000_000, seed: 1)
/// let result = try total.evaluate(document, context: context)
/// ```
///
/// Evaluation is a function of the input, the bindings and the context: it reads no clock and draws no chance of its own.
/// It ends: depth, steps and memory are limited by ``EvaluationContext/limits``.
public struct JSONataExpression: Sendable {
    /// The text that was parsed.
    public let text: String
    /// What it refers to outside of itself.
    public let references: ExpressionReferences
    private let root: any Node
    private let symbols: [String]
    private let library: FunctionLibrary

    /// Parses a text; throws codes `S…` with the place of the fault.
    ///
    /// - Parameter library: The functions the expression may call, found by name unless a binding has that name.
    public init(_ text: String, library: FunctionLibrary = .standard) throws(JSONataError) {
        self.text = text
        self.library = library
        do throws(Failure) {
            var compiler = Compiler()
            let tree = try Compiler.tree(of: text)
            references = ReferenceCollector(tree).references
            root = compiler.compile(tree)
            symbols = compiler.symbols.names
        } catch {
            throw error.error
        }
    }

    /// Evaluates the expression; nil is the language's "undefined", that is nothing.
    ///
    /// Values that pass through keep their order of members and their numbers' text; computed numbers are written as JavaScript
    /// writes them. A function is no JSON value: as the result it counts as nothing, in an object its member is left out.
    ///
    /// - Parameters:
    ///   - input: What `$` and `$$` stand for; nil for undefined.
    ///   - bindings: Variables by name, without the dollar sign; they come before the library's functions.
    ///   - context: The clock, the chance and the limits.
    /// - Throws: Codes `T…` and `D…` of the language, `U1001` when a limit is reached.
    public func evaluate(
        _ input: JSONValue?, bindings: [String: JSONValue] = [:], context: EvaluationContext
    ) throws(JSONataError) -> JSONValue? {
        var budget = context.limits
        return try evaluate(input, bindings: bindings, context: context, budget: &budget)
    }

    /// Evaluates the expression as one of several that share their steps and their memory.
    ///
    /// - Parameter budget: The limits, in place of the context's; the steps and bytes that were used are taken from it.
    public func evaluate(
        _ input: JSONValue?, bindings: [String: JSONValue] = [:], context: EvaluationContext,
        budget: inout EvaluationLimits
    ) throws(JSONataError) -> JSONValue? {
        var context = context
        context.limits = budget
        do throws(Failure) {
            let run = Run(
                symbols: symbols, bindings: bindings, library: library, context: context, root: Value(input))
            defer {
                budget = run.remaining
                run.finish()
            }
            let frame = Frame(parent: nil)
            let value = try root.evaluate(Value(input).wrappedAsInput, frame, run)
            return try value.json(run)
        } catch {
            throw error.error
        }
    }
}
