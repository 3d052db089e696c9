import JSON

/// What the paths of one field read: an input and the context object, each turned into JSON at most once and only
/// when a path asks.
struct EvaluationScope {
    /// The input that `$` stands for.
    let input: JSONText
    private let context: ContextObject
    private var parsedInput: JSONValue?
    private var parsedContext: JSONValue?
    /// What this field's evaluation draws its chance from.
    var chance: Chance

    /// - Parameter field: another number for each field of a state that may draw chance.
    init(input: JSONText, context: ContextObject, field: ChanceField = .other) {
        self.input = input
        self.context = context
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
        switch path.evaluate(on: try root(of: path)) {
        case .success(let value): return value
        case .failure(let miss): throw StateRuntimeError.invalidPath(path, miss)
        }
    }

    /// What the path selects; for the members of templates and the texts of a Fail state.
    mutating func value(of path: JSONPath, field: String) throws(StateRuntimeError) -> JSONValue {
        guard has(path.root) else { throw StateRuntimeError.unknownVariable(path) }
        switch path.evaluate(on: try root(of: path)) {
        case .success(let value): return value
        case .failure: throw StateRuntimeError.notFound(path, field: field, input: input)
        }
    }

    /// What the path selects, or nil; for `Variable`.
    mutating func valueIfPresent(of path: JSONPath) throws(StateRuntimeError) -> JSONValue? {
        guard has(path.root) else { return nil }
        switch path.evaluate(on: try root(of: path)) {
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
                if let parsedInput { return parsedInput }
                let value = try input.value()
                parsedInput = value
                return value
            case .context:
                if let parsedContext { return parsedContext }
                let needed = path.neededPayloads
                let value = try context.value(with: needed)
                // Not kept where payloads were left out of it.
                if needed == .all { parsedContext = value }
                return value
            case .variable(let name): return context.variables[name] ?? .null
            }
        } catch {
            throw StateRuntimeError.unreadable(error)
        }
    }
}
