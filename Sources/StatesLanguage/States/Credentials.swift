/// A task's `Credentials`: the role under which it is to be run.
public struct Credentials: Sendable, Hashable {
    /// Where the role's name comes from.
    public enum RoleArn: Sendable, Hashable {
        /// `RoleArn`.
        case constant(String)
        /// `RoleArn.$`.
        case path(JSONPath)
        /// `RoleArn.$`, with a call that gives the name.
        case call(IntrinsicCall)
        /// With JSONata: `RoleArn`, with an expression that gives the name.
        case expression(FieldExpression)
    }

    /// The role.
    public let roleArn: RoleArn

    /// Whether finding the role draws chance.
    var drawsChance: Bool {
        switch roleArn {
        case .constant, .path: false
        case .call(let call): call.drawsChance
        case .expression(let expression): expression.drawsChance
        }
    }
}
