/// An object made by the expression.
final class ObjectValue {
    /// Changed only by a transform, in the copy that it made.
    var members: Members

    init(_ members: Members) {
        self.members = members
    }
}
