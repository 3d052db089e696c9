/// An object made by the expression.
final class ObjectValue {
    /// Changed only by a transform, in the copy that it made.
    var members: Members
    /// How deep arrays, objects and functions stand inside each other, with this one, as it was made.
    let height: Int

    init(_ members: Members) {
        self.members = members
        height = members.values.greatestHeight + 1
    }
}
