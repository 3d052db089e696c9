/// `(…; …)`: the last value, in a scope of its own.
final class BlockNode: Node {
    private let expressions: [any Node]
    /// Whether anything is bound in the block itself; without that, the scope around it serves as well.
    private let bindsNames: Bool

    init(_ expressions: [any Node], bindsNames: Bool) {
        self.expressions = expressions
        self.bindsNames = bindsNames
    }

    func evaluate(_ input: Value, _ frame: Frame, _ run: Run) throws(Failure) -> Value {
        try run.enter()
        let frame = bindsNames ? Frame(parent: frame) : frame
        var result = Value.undefined
        for expression in expressions { result = try expression.evaluate(input, frame, run) }
        run.leave()
        return result
    }
}
