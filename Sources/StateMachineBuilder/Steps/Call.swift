internal import JSON

/// A Task state: calls a resource, and hands on what it gives.
public struct Call: FallibleStep {
    /// The name and the fields of the state.
    public var fields: StepFields

    /// Calls a resource whose types are declared; they are the handler's.
    public init<Input, Output>(_ name: String, _ resource: TypedResource<Input, Output>) {
        self.init(name, resource: resource.name)
    }

    /// Calls any resource, such as `arn:aws:states:::sns:publish`.
    public init(_ name: String, resource: String) {
        fields = StepFields(name: name, type: "Task")
        fields.set("Resource", .string(resource))
    }

    /// How long a run may take (`TimeoutSeconds`), from 1; then it fails with `States.Timeout`.
    public func timeout(seconds: Int) -> Self { field("TimeoutSeconds", .number(JSONNumber(seconds))) }

    /// How long a run may go without a heartbeat (`HeartbeatSeconds`), from 1 and below the time-out; then it fails with
    /// `States.HeartbeatTimeout`.
    public func heartbeat(seconds: Int) -> Self { field("HeartbeatSeconds", .number(JSONNumber(seconds))) }
}
