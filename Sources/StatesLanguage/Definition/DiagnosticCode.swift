/// What kind of fault a diagnostic reports.
///
/// The values are those of the service's `ValidateStateMachineDefinition`, so that its documentation and tools apply;
/// the ones that are ours alone say so.
@nonexhaustive
public enum DiagnosticCode: String, Sendable, Hashable, CaseIterable {
    /// The text is not one JSON document.
    case invalidJSONDescription = "INVALID_JSON_DESCRIPTION"
    /// The text is empty.
    case missingDescription = "MISSING_DESCRIPTION"
    /// A field is missing, unknown, of the wrong type, out of range or malformed.
    case schemaValidationFailed = "SCHEMA_VALIDATION_FAILED"
    /// `Resource` is not a URI.
    case invalidResource = "INVALID_RESOURCE"
    /// No state ends the machine.
    case missingEndState = "MISSING_END_STATE"
    /// Two states have one name.
    case duplicateStateName = "DUPLICATE_STATE_NAME"
    /// A state's name is empty or longer than 80 characters.
    case invalidStateName = "INVALID_STATE_NAME"
    /// A Map's label is empty, longer than 40 characters or holds what a name may not.
    case invalidLabelName = "INVALID_LABEL_NAME"
    /// `StartAt`, `Next` or `Default` names no state.
    case missingTransitionTarget = "MISSING_TRANSITION_TARGET"
    /// The document is nested too deeply to be read.
    case tooDeeplyNested = "TOO_DEEPLY_NESTED"
    /// Warning: a text looks like a path or an intrinsic call, but its key does not end in `.$`.
    case noDollar = "NO_DOLLAR"
    /// Warning: a text looks like a path, but its field does not end in `Path`.
    case noPath = "NO_PATH"
    /// Warning: a Pass state's `Result` holds what looks like a path and is not evaluated.
    case passResultIsStatic = "PASS_RESULT_IS_STATIC"
    /// An expression between `{%` and `%}` cannot be parsed.
    case invalidJSONataExpression = "INVALID_JSONATA_EXPRESSION"
    /// An expression reads what there is not.
    case unsupportedJSONataExpression = "UNSUPPORTED_JSONATA_EXPRESSION"
    /// Warning, ours: a text has the marks of an expression, and is none.
    case notEvaluated = "NOT_EVALUATED"
    /// Warning, ours: a field is looked at, and nothing follows from it.
    case noEffect = "NO_EFFECT"
    /// Warning, ours: no transition leads to a state.
    case unreachableState = "UNREACHABLE_STATE"
    /// Warning, ours: a Retrier, a Catcher, or a name in one, takes no error that could come to it.
    case ruleNeverApplies = "RULE_NEVER_APPLIES"
    /// Warning, ours: a task waits for somebody's answer, and nothing limits the wait.
    case unboundedWait = "UNBOUNDED_WAIT"
    /// Warning, ours: a task that is declared to run at most once is retried whatever became of it.
    case retryOfAtMostOnce = "RETRY_OF_AT_MOST_ONCE"
    /// Warning, ours: no state before can have handed on what a path leads to.
    case pathCannotExist = "PATH_CANNOT_EXIST"
    /// Ours: the language has it, this version of the engine does not run it yet.
    case notSupportedYet = "NOT_SUPPORTED_YET"
}
