/// `$name`, or a parent's label.
final class VariableNode: Node {
    private let name: Int

    init(_ name: Int) {
        self.name = name
    }

    func evaluate(_ input: Value, _ frame: Frame, _ run: Run) throws(Failure) -> Value {
        run.value(of: name, in: frame) ?? .undefined
    }
}
