internal import JSON

/// The steps of a path that binds variables: each context carries what was bound on the way to it.
enum TupleSteps {
    typealias Tuple = TupleStream.Tuple

    /// Takes a step from the tuples so far, or from the items of the step before the first that binds.
    static func take(
        _ step: Step, _ items: Items, _ tuples: [Tuple]?, _ frame: Frame, _ run: Run
    ) throws(Failure) -> [Tuple] {
        let taken: [Tuple]
        switch step.kind {
        case .sort(let sorting): taken = try sort(by: sorting, step, items, tuples, frame, run)
        case .node(let node): taken = try evaluate(node, step, tuples ?? plain(items), frame, run)
        }
        return try stages(step, taken, frame, run)
    }

    private static func plain(_ items: Items) -> [Tuple] {
        (0..<items.count).map { Tuple(context: items[$0]) }
    }

    private static func sort(
        by sorting: Sorting, _ step: Step, _ items: Items, _ tuples: [Tuple]?, _ frame: Frame, _ run: Run
    ) throws(Failure) -> [Tuple] {
        if let tuples { return try sorting.sort(tuples, frame, run) }
        var sorted = try sorting.sort(items, frame, run).map { Tuple(context: $0) }
        if let index = step.index {
            for place in sorted.indices { sorted[place].bind(index, .number(Double(place))) }
        }
        return sorted
    }

    private static func evaluate(
        _ node: any Node, _ step: Step, _ tuples: [Tuple], _ frame: Frame, _ run: Run
    ) throws(Failure) -> [Tuple] {
        var taken: [Tuple] = []
        for tuple in tuples {
            try run.step()
            let scope = Frame(parent: frame, tuple.bindings)
            switch try node.evaluate(tuple.context, scope, run) {
            case .undefined: continue
            case .tuples(let inner): for found in inner.tuples { taken.append(merge(tuple, found)) }
            case .array(let array):
                try run.allocate(elements: array.items.count * 2)
                for place in 0..<array.items.count { taken.append(bind(tuple, array.items[place], place, step)) }
            case let value: taken.append(bind(tuple, value, 0, step))
            }
        }
        return taken
    }

    /// A tuple of a path inside this one, with what the outer path has bound.
    private static func merge(_ outer: Tuple, _ inner: Tuple) -> Tuple {
        var tuple = outer
        tuple.context = inner.context
        for binding in inner.bindings { tuple.bind(binding.name, binding.value) }
        return tuple
    }

    private static func bind(_ tuple: Tuple, _ value: Value, _ place: Int, _ step: Step) -> Tuple {
        var result = tuple
        if let focus = step.focus { result.bind(focus, value) } else { result.context = value }
        if let index = step.index { result.bind(index, .number(Double(place))) }
        if let ancestor = step.ancestor { result.bind(ancestor, tuple.context) }
        return result
    }

    private static func stages(_ step: Step, _ tuples: [Tuple], _ frame: Frame, _ run: Run) throws(Failure) -> [Tuple] {
        var tuples = tuples
        for stage in step.stages {
            switch stage {
            case .filter(let filter):
                if case .tuples(let kept) = try filter.apply(to: .tuples(TupleStream(tuples)), frame, run) {
                    tuples = kept.tuples
                }
            case .index(let name):
                for place in tuples.indices { tuples[place].bind(name, .number(Double(place))) }
            }
        }
        return tuples
    }
}
