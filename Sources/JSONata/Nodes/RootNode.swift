/// `$$`: the input document.
final class RootNode: Node {
    func evaluate(_ input: Value, _ frame: Frame, _ run: Run) throws(Failure) -> Value {
        run.root
    }
}
