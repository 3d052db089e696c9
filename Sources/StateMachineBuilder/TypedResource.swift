/// A resource that tasks call, with the types of what it takes and gives.
///
/// Declared once and used twice, in the definition (`Call`) and at registration
/// (`ExecutionEngine.register(_:options:_:)`), so that the compiler refuses a handler of other types.
public struct TypedResource<Input: Decodable & Sendable, Output: Encodable & Sendable>: Sendable {
    /// The resource as the definition writes it: a name, or an ARN.
    public let name: String

    /// Declares a resource.
    ///
    /// - Parameters:
    ///   - input: what the task's parameters are decoded as.
    ///   - output: what is encoded as the task's result.
    public init(_ name: String, takes input: Input.Type = Input.self, gives output: Output.Type = Output.self) {
        self.name = name
    }
}
