import JSON
import JSONata

/// What the paths of one field read: an input and the context object, each turned into JSON at most once and only
/// when a path asks.
struct EvaluationScope {
    /// What the fields of a state are given besides its input.
    struct Outcome {
        /// What the task, the branches or the iterations gave: `$states.result`.
        var result: JSONText?
        /// What a Catcher was given: `$states.errorOutput`.
        var errorOutput: JSONText?
    }

    /// The input that `$` and `$states.input` stand for.
    let input: JSONText
    /// The rest of `$states`, but the context.
    let outcome: Outcome
    private let context: ContextObject
    private var parsedInput: JSONValue?
    private var parsedContext: JSONValue?
    /// What this field's evaluation draws its chance from.
    var chance: Chance
    /// What the field's expressions and paths may still use; with those of other fields, where the context says so.
    let allowance: EvaluationAllowance

    /// - Parameter field: another number for each field of a state that may draw chance.
    init(input: JSONText, outcome: Outcome = Outcome(), context: ContextObject, field: ChanceField = .other) {
        self.input = input
        self.outcome = outcome
        self.context = context
        allowance = context.allowance ?? EvaluationAllowance()
        chance = context.chance.numbered(field.rawValue)
    }

    /// For an input that was parsed before.
    init(_ input: ParsedInput, context: ContextObject, field: ChanceField) {
        self.init(input: input.text, context: context, field: field)
        parsedInput = input.value
    }

    /// What the path selects; for fields that hold one path, such as `InputPath`.
    mutating func value(of path: JSONPath) throws(StateRuntimeError) -> JSONValue {
        guard has(path.root) else { throw StateRuntimeError.unknownVariable(path) }
        switch path.evaluate(on: try root(of: path), &allowance.paths) {
        case .success(let value): return value
        case .failure(let miss): throw StateRuntimeError.invalidPath(path, miss)
        }
    }

    /// What the path selects; for the members of templates and the texts of a Fail state.
    mutating func value(of path: JSONPath, field: String) throws(StateRuntimeError) -> JSONValue {
        guard has(path.root) else { throw StateRuntimeError.unknownVariable(path) }
        switch path.evaluate(on: try root(of: path), &allowance.paths) {
        case .success(let value): return value
        case .failure: throw StateRuntimeError.notFound(path, field: field, input: input)
        }
    }

    /// What the path selects, or nil; for `Variable`.
    mutating func valueIfPresent(of path: JSONPath) throws(StateRuntimeError) -> JSONValue? {
        guard has(path.root) else { return nil }
        switch path.evaluate(on: try root(of: path), &allowance.paths) {
        case .success(let value): return value
        case .failure: return nil
        }
    }

    /// Whether there is a document that the root stands for: a variable may never have been assigned.
    private func has(_ root: JSONPath.Root) -> Bool {
        guard case .variable(let name) = root else { return true }
        return context.variables[name] != nil
    }

    /// The document that the path's root stands for.
    private mutating func root(of path: JSONPath) throws(StateRuntimeError) -> JSONValue {
        do throws(JSONError) {
            switch path.root {
            case .input:
                return try inputValue()
            case .context:
                return try contextValue(with: path.neededPayloads)
            case .variable(let name): return context.variables[name] ?? .null
            }
        } catch {
            throw StateRuntimeError.unreadable(error)
        }
    }

    private mutating func inputValue() throws(JSONError) -> JSONValue {
        if let parsedInput { return parsedInput }
        let value = try input.value()
        parsedInput = value
        return value
    }

    private mutating func contextValue(with needed: ContextObject.Payloads) throws(JSONError) -> JSONValue {
        if let parsedContext { return parsedContext }
        let value = try context.value(with: needed)
        // Not kept where payloads were left out of it.
        if needed == .all { parsedContext = value }
        return value
    }
}

/// What expressions read.
extension EvaluationScope {
    /// The time that `$now()` and `$millis()` tell.
    var milliseconds: Int64 { context.time.microseconds / 1000 }

    /// A variable's value; nil where it was never assigned.
    func variable(_ name: String) -> JSONValue? { context.variables[name] }

    /// `$states`, with those of its members that the expression can see.
    mutating func states(for references: ExpressionReferences) throws(StateRuntimeError) -> JSONValue {
        let reads = references.reads.filter { $0.variable == "states" }
        func isRead(_ member: String) -> Bool { reads.contains { ($0.names.first ?? member) == member } }
        var states = JSONObject()
        do throws(JSONError) {
            if isRead("input") { states["input"] = try inputValue() }
            if isRead("context") {
                states["context"] = try contextValue(
                    with: reads.reduce(into: []) { $0.formUnion(ContextObject.Payloads(readBy: $1.names)) })
            }
            if isRead("result"), let result = outcome.result { states["result"] = try result.value() }
            if isRead("errorOutput"), let error = outcome.errorOutput { states["errorOutput"] = try error.value() }
        } catch {
            throw StateRuntimeError.unreadable(error)
        }
        return .object(states)
    }
}
