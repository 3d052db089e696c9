public import JSON

/// A state that selects its input and its output: every kind but Fail.
public protocol InputStep: Step {}

extension InputStep {
    /// Selects the state's input (`InputPath`); nil gives `{}`.
    public func inputPath(_ path: String?) -> Self { self.path("InputPath", path) }

    /// Selects what the state hands on (`OutputPath`); nil gives `{}`.
    public func outputPath(_ path: String?) -> Self { self.path("OutputPath", path) }

    /// With JSONata, makes what the state hands on (`Output`): any value, with expressions in texts between `{%` and `%}`.
    public func output(_ output: JSONValue) -> Self { field("Output", output) }
}
