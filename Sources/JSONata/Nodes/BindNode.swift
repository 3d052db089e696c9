/// `$name := …`.
final class BindNode: Node {
    private let name: Int
    private let value: any Node

    init(_ name: Int, _ value: any Node) {
        self.name = name
        self.value = value
    }

    func evaluate(_ input: Value, _ frame: Frame, _ run: Run) throws(Failure) -> Value {
        try run.enter()
        let result = try value.evaluate(input, frame, run)
        try run.admit(result)
        frame.bind(name, result)
        run.leave()
        return result
    }
}
