/// `… ? … : …`.
final class ConditionNode: Node {
    private let test: any Node
    private let then: any Node
    private let otherwise: (any Node)?

    init(_ test: any Node, _ then: any Node, _ otherwise: (any Node)?) {
        self.test = test
        self.then = then
        self.otherwise = otherwise
    }

    func evaluate(_ input: Value, _ frame: Frame, _ run: Run) throws(Failure) -> Value {
        try run.enter()
        let branch = try test.evaluate(input, frame, run).isTrue() ? then : otherwise
        let result = try branch?.evaluate(input, frame, run) ?? .undefined
        run.leave()
        return result
    }
}
