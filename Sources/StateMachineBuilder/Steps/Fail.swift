internal import JSON

/// A Fail state: ends the machine with an error.
public struct Fail: Step {
    /// The name and the fields of the state.
    public var fields: StepFields

    /// Ends with an error and a cause.
    public init(_ name: String, error: String? = nil, cause: String? = nil) {
        self.init(name, [("Error", error), ("Cause", cause)])
    }

    /// Ends with an error and a cause that paths select, or intrinsic functions make.
    public init(_ name: String, errorPath: String, causePath: String? = nil) {
        self.init(name, [("ErrorPath", errorPath), ("CausePath", causePath)])
    }

    private init(_ name: String, _ texts: [(String, String?)]) {
        fields = StepFields(name: name, type: "Fail")
        for case (let key, let text?) in texts { fields.set(key, .string(text)) }
    }
}
