public import JSON
public import StatesLanguage

/// One state of a machine that is written in Swift.
public protocol Step: Sendable {
    /// The name and the fields of the state.
    var fields: StepFields { get set }
}

extension Step {
    /// Sets any field of the state, such as one for which there is no method here. It replaces what was there.
    public func field(_ key: String, _ value: JSONValue) -> Self { changed { $0.set(key, value) } }

    /// Sets the language of the state's fields (`QueryLanguage`), where it is not the machine's.
    public func queryLanguage(_ language: QueryLanguage) -> Self { field("QueryLanguage", .string(language.rawValue)) }

    /// Sets the state's `Comment`.
    public func comment(_ comment: String) -> Self { field("Comment", .string(comment)) }

    func changed(_ change: (inout StepFields) -> Void) -> Self {
        var copy = self
        change(&copy.fields)
        return copy
    }

    /// Sets a path; nil is the language's `null`.
    func path(_ key: String, _ path: String?) -> Self { field(key, path.map { .string($0) } ?? .null) }
}
