/// What an expression refers to outside of itself, as far as its text says.
///
/// A host uses it to refuse an expression that reads what there is not, and to hand over no more than what is read.
public struct ExpressionReferences: Sendable, Hashable {
    /// A read of a variable, and the names that follow it.
    public struct Read: Sendable, Hashable {
        /// The variable's name without the dollar sign.
        public let variable: String
        /// The names behind it, as far as they are plain names: `$order.customer.name[0].x` has three.
        public let names: [String]
    }

    /// Reads of variables that the expression does not bind itself, each once, in their order. Functions are variables, too.
    public internal(set) var reads: [Read] = []
    /// What is read of the input document at the top level, each once: names, `$`, `*`, `**`, `%`; and `$$` anywhere.
    public internal(set) var inputs: [String] = []

    /// Whether a variable or function of that name is read.
    public func reads(_ variable: String) -> Bool {
        reads.contains { $0.variable == variable }
    }

    /// The names of the variables that are read, each once.
    public var variables: [String] {
        var names: [String] = []
        for read in reads where !names.contains(read.variable) { names.append(read.variable) }
        return names
    }
}
