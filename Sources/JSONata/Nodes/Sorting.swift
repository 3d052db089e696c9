internal import JSON

/// `^(…)`: sorts by terms, what has none of them last.
struct Sorting: Sendable {
    struct Term: Sendable {
        let node: any Node
        let isDescending: Bool
    }

    let terms: [Term]
    let position: Int

    func sort(_ items: Items, _ frame: Frame, _ run: Run) throws(Failure) -> [Value] {
        try run.allocate(elements: items.count * 2)
        let keyed = try keyed(items.array, run) { value, term throws(Failure) in
            try term.evaluate(value, frame, run)
        }
        return try sorted(keyed, run)
    }

    func sort(_ tuples: [TupleStream.Tuple], _ frame: Frame, _ run: Run) throws(Failure) -> [TupleStream.Tuple] {
        try run.allocate(elements: tuples.count * 2)
        let keyed = try keyed(tuples, run) { tuple, term throws(Failure) in
            try term.evaluate(tuple.context, Frame(parent: frame, tuple.bindings), run)
        }
        return try sorted(keyed, run)
    }

    private struct Keyed<Element> {
        let element: Element
        let keys: [Value]
    }

    /// Evaluates the terms once for each element.
    private func keyed<Element>(
        _ elements: [Element], _ run: Run, _ evaluate: (Element, any Node) throws(Failure) -> Value
    ) throws(Failure) -> [Keyed<Element>] {
        var keyed: [Keyed<Element>] = []
        keyed.reserveCapacity(elements.count)
        // One element is in order whatever its terms would say.
        let terms = elements.count > 1 ? terms : []
        for element in elements {
            var keys: [Value] = []
            for term in terms { keys.append(try evaluate(element, term.node)) }
            keyed.append(Keyed(element: element, keys: keys))
        }
        return keyed
    }

    private func sorted<Element>(_ keyed: [Keyed<Element>], _ run: Run) throws(Failure) -> [Element] {
        try MergeSort.sort(keyed) { a, b throws(Failure) in
            try run.step()
            return try isAfter(a.keys, b.keys, run)
        }.map(\.element)
    }

    private func isAfter(_ a: [Value], _ b: [Value], _ run: Run) throws(Failure) -> Bool {
        for (index, term) in terms.enumerated() {
            let order = try order(a[index], b[index], run)
            if order == 0 { continue }
            // What is missing comes last in either direction.
            let isMissing = a[index].isUndefined || b[index].isUndefined
            return (term.isDescending && !isMissing ? -order : order) > 0
        }
        return false
    }

    private func order(_ a: Value, _ b: Value, _ run: Run) throws(Failure) -> Int {
        if a.isUndefined || b.isUndefined { return a.isUndefined ? (b.isUndefined ? 0 : 1) : -1 }
        if let a = a.doubleValue, let b = b.doubleValue { return a == b ? 0 : a < b ? -1 : 1 }
        if let a = a.stringValue, let b = b.stringValue {
            return Text.areEqual(a, b) ? 0 : Text.precedes(a, b) ? -1 : 1
        }
        for value in [a, b] where value.symbol != .number && value.symbol != .string {
            throw Failure("T2008", at: position, value: value.quoted(run))
        }
        throw Failure("T2007", at: position, value: a.quoted(run), value2: b.quoted(run))
    }
}
