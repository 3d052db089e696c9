public import JSON

/// What happens to a state's data on its way in and out, step by step (specification, "Input and output processing").
///
/// Raw input → `InputPath` → `Parameters` → work → `ResultSelector` → `ResultPath`, into the raw input → `OutputPath`.
/// Text that a step leaves alone comes out byte for byte; a nil path is the definition's `null`.
public enum InputOutput {
    /// The raw input after `InputPath`; nil gives `{}`.
    public static func input(
        _ raw: JSONText,
        at path: JSONPath?,
        context: ContextObject
    ) throws(StateRuntimeError) -> JSONText {
        try selected(raw, at: path, context: context)
    }

    /// The input after `Parameters`.
    public static func parameters(
        _ template: PayloadTemplate?,
        input: JSONText,
        context: ContextObject
    ) throws(StateRuntimeError) -> JSONText {
        guard let template else { return input }
        return try template.text(input: input, context: context, field: .parameters)
    }

    /// The raw input after `InputPath` and `Parameters`.
    public static func effectiveInput(
        _ raw: JSONText,
        inputPath: JSONPath?,
        parameters template: PayloadTemplate?,
        context: ContextObject
    ) throws(StateRuntimeError) -> JSONText {
        try parameters(template, input: input(raw, at: inputPath, context: context), context: context)
    }

    /// A result after `ResultSelector`, for which `$` is the result.
    public static func selected(
        _ result: JSONText,
        by selector: PayloadTemplate?,
        context: ContextObject
    ) throws(StateRuntimeError) -> JSONText {
        guard let selector else { return result }
        return try selector.text(input: result, context: context, field: .resultSelector)
    }

    /// What a template of expressions makes; nil where there is none.
    static func filled(
        _ template: PayloadTemplate?, raw: JSONText, outcome: EvaluationScope.Outcome = .init(),
        context: ContextObject, field: ChanceField
    ) throws(StateRuntimeError) -> JSONText? {
        guard let template else { return nil }
        var scope = EvaluationScope(input: raw, outcome: outcome, context: context, field: field)
        return try template.text(in: &scope)
    }

    /// What `Assign` assigns, as an object; nil where there is none.
    static func assigned(
        _ template: PayloadTemplate?, from data: JSONText, context: ContextObject
    ) throws(StateRuntimeError) -> JSONText? {
        guard let template else { return nil }
        return try template.text(input: data, context: context, field: .assign)
    }

    /// The raw input with the result put where `ResultPath` says; nil drops the result.
    public static func merged(
        _ result: JSONText,
        into raw: JSONText,
        at path: ReferencePath?
    ) throws(StateRuntimeError) -> JSONText {
        guard let path else { return raw }
        guard !path.isRoot else { return result }
        return try JSONText.made(path.inserting(parsed(result), into: parsed(raw)))
    }

    /// A state's output after `OutputPath`; nil gives `{}`.
    public static func output(
        _ text: JSONText,
        at path: JSONPath?,
        context: ContextObject
    ) throws(StateRuntimeError) -> JSONText {
        try selected(text, at: path, context: context)
    }

    private static func selected(
        _ text: JSONText,
        at path: JSONPath?,
        context: ContextObject
    ) throws(StateRuntimeError) -> JSONText {
        guard let path else { return JSONText.emptyObject }
        guard !path.isRoot else { return text }
        var scope = EvaluationScope(input: text, context: context)
        return JSONText(try scope.value(of: path))
    }

    static func parsed(_ text: JSONText) throws(StateRuntimeError) -> JSONValue {
        do throws(JSONError) {
            return try text.value()
        } catch {
            throw StateRuntimeError.unreadable(error)
        }
    }
}
