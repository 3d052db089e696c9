/// What a relay has done.
struct RelayCounts: Sendable, CustomStringConvertible {
    /// How often all connections were cut.
    var cuts = 0
    /// How often a COMMIT was held back.
    var commitsHeld = 0
    /// How often a connection was cut as soon as a COMMIT had been passed on.
    var commitsCut = 0
    /// How often a connection was cut when the server had answered a COMMIT with success, before the client had the answer.
    var repliesCut = 0

    var description: String {
        """
        \(cuts) cuts, \(commitsHeld) before a COMMIT, \(commitsCut) behind one, \(repliesCut) of a COMMIT's reply
        """
    }
}
