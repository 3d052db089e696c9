/// `{…}` on its own.
final class ObjectNode: Node {
    private let grouping: Grouping

    init(_ grouping: Grouping) {
        self.grouping = grouping
    }

    func evaluate(_ input: Value, _ frame: Frame, _ run: Run) throws(Failure) -> Value {
        try run.enter()
        let value = try grouping.apply(to: input, frame, run)
        run.leave()
        return value
    }
}
