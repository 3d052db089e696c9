/// The language in which a machine or a state selects and shapes its data (specification: `QueryLanguage`).
public enum QueryLanguage: String, Sendable, Hashable, CaseIterable {
    /// Paths, payload templates and reference paths; the default.
    case jsonPath = "JSONPath"
    /// Expressions between `{%` and `%}`.
    case jsonata = "JSONata"
}
