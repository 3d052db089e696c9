/// Predicates, a grouping or `[]` behind something that is no step of a path.
final class RefinedNode: Node {
    private let inner: any Node
    private let filters: [Filter]
    private let grouping: Grouping?
    private let keepsArray: Bool

    init(_ inner: any Node, _ filters: [Filter], _ grouping: Grouping?, keepsArray: Bool) {
        self.inner = inner
        self.filters = filters
        self.grouping = grouping
        self.keepsArray = keepsArray
    }

    func evaluate(_ input: Value, _ frame: Frame, _ run: Run) throws(Failure) -> Value {
        try run.enter()
        var value = try inner.evaluate(input, frame, run)
        for filter in filters { value = try filter.apply(to: value, frame, run) }
        if let grouping { value = try grouping.apply(to: value, frame, run) }
        run.leave()
        return value.collapsed(keepsArray: keepsArray)
    }
}
