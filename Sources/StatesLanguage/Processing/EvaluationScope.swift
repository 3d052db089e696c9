import JSON

/// What the paths of one field read: an input and the context object, each turned into JSON at most once and only
/// when a path asks.
struct EvaluationScope {
    /// The input that `$` stands for.
    let input: JSONText
    private let context: ContextObject
    private var parsedInput: JSONValue?
    private var parsedContext: JSONValue?

    init(input: JSONText, context: ContextObject) {
        self.input = input
        self.context = context
    }

    /// What the path selects; for fields that hold one path, such as `InputPath`.
    mutating func value(of path: JSONPath) throws(StateRuntimeError) -> JSONValue {
        switch path.evaluate(on: try root(of: path)) {
        case .success(let value): return value
        case .failure(let miss): throw StateRuntimeError.invalidPath(path, miss)
        }
    }

    /// What the path selects; for the members of templates and the texts of a Fail state.
    mutating func value(of path: JSONPath, field: String) throws(StateRuntimeError) -> JSONValue {
        switch path.evaluate(on: try root(of: path)) {
        case .success(let value): return value
        case .failure: throw StateRuntimeError.notFound(path, field: field, input: input)
        }
    }

    /// What the path selects, or nil; for `Variable`.
    mutating func valueIfPresent(of path: JSONPath) throws(StateRuntimeError) -> JSONValue? {
        switch path.evaluate(on: try root(of: path)) {
        case .success(let value): return value
        case .failure: return nil
        }
    }

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
                let value = try context.value(for: path)
                // Not kept where the execution's input was left out of it.
                if path.canReadExecutionInput { parsedContext = value }
                return value
            }
        } catch {
            throw StateRuntimeError.unreadable(error)
        }
    }
}
