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
    }

    /// The role.
    public let roleArn: RoleArn
}
