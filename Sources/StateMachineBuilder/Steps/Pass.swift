public import JSON

/// A Pass state: hands on its input, or what is made of it, or a constant.
public struct Pass: ResultStep {
    /// The name and the fields of the state.
    public var fields: StepFields

    /// Hands on a constant (`Result`), or what comes in where there is none.
    public init(_ name: String, result: JSONValue? = nil) {
        fields = StepFields(name: name, type: "Pass")
        if let result { fields.set("Result", result) }
    }
}
