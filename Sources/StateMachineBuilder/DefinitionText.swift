internal import JSON
public import StatesLanguage

/// The text of a definition in the States Language, written in Swift.
///
/// ```swift
/// let definition = DefinitionText(comment: "Payroll") {
///     Call("processData", processData).retry("States.Timeout", maxAttempts: 2)
///     Wait("a while", seconds: 60)
///     Call("report", report)
/// }
/// ```
///
/// The first step is where an execution begins; each goes on with the next, and the last one ends, unless a step says
/// otherwise. Nothing is checked here: the text is parsed and checked like any other, with the same diagnostics.
public struct DefinitionText: Sendable, CustomStringConvertible {
    /// The definition as JSON text, indented; always the same for the same steps.
    public let text: String

    /// Writes a definition.
    ///
    /// - Parameters:
    ///   - startAt: the name of the first state; by default that of the first step.
    ///   - timeoutSeconds: how long an execution may take, 1 to 99,999,999; nil for no limit of its own.
    ///   - queryLanguage: the language of all its states; nil for JSONPath, unless a step says otherwise.
    public init(
        comment: String? = nil, startAt: String? = nil, timeoutSeconds: Int? = nil,
        queryLanguage: QueryLanguage? = nil, @StepBuilder steps: () -> [any Step]
    ) {
        let head: [(String, JSONValue?)] = [
            ("Comment", comment.map { .string($0) }),
            ("QueryLanguage", queryLanguage.map { .string($0.rawValue) }),
            ("TimeoutSeconds", timeoutSeconds.map { .number(JSONNumber($0)) }),
        ]
        text = StepBlock(steps(), startAt: startAt).node(after: head).text() + "\n"
    }

    /// The text.
    public var description: String { text }
}
