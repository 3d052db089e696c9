/// States that lead to each other and to none outside: a branch of a Parallel state, or what a Map state does with each
/// item.
public struct StateBlock: Sendable, Hashable {
    /// The name of the state in which the block begins.
    public let startAt: String
    /// The states, in the order of the document.
    public let states: [State]
    /// The block's `Comment`.
    public let comment: String?
}
