/// `$`: the context value.
final class ContextNode: Node {
    func evaluate(_ input: Value, _ frame: Frame, _ run: Run) throws(Failure) -> Value {
        input.unwrapped
    }
}
