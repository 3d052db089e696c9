internal import JSON

/// A predicate: an index, or a test of each element.
struct Filter: Sendable {
    private let predicate: any Node
    private let index: Int?

    init(_ predicate: any Node) {
        self.predicate = predicate
        index = (predicate as? LiteralNode)?.number.flatMap { Int(exactly: $0.rounded(.down)) ?? Int.max }
    }

    /// What is left of a value: a sequence, or the array that the index found.
    func apply(to value: Value, _ frame: Frame, _ run: Run) throws(Failure) -> Value {
        if case .tuples(let stream) = value { return .tuples(try select(stream.tuples, frame, run)) }
        let items = value.elements
        if let index {
            let place = index < 0 ? items.count + index : index
            guard place >= 0, place < items.count else { return .array(ArrayValue(.values([]), .sequence)) }
            let item = items[place]
            if case .array = item { return item }
            if item.isUndefined { return .undefined }
            return .array(ArrayValue(.values([item]), .sequence))
        }
        var kept: [Value] = []
        for place in 0..<items.count {
            let item = items[place]
            try run.step()
            let result = try predicate.evaluate(item, frame, run)
            try Self.select(result, at: place, of: items.count) { if !item.isUndefined { kept.append(item) } }
        }
        try run.allocate(elements: kept.count)
        return .array(ArrayValue(.values(kept), .sequence))
    }

    private func select(_ tuples: [TupleStream.Tuple], _ frame: Frame, _ run: Run) throws(Failure) -> TupleStream {
        if let index {
            let place = index < 0 ? tuples.count + index : index
            return TupleStream(tuples.indices.contains(place) ? [tuples[place]] : [])
        }
        var kept: [TupleStream.Tuple] = []
        for place in tuples.indices {
            let tuple = tuples[place]
            try run.step()
            let scope = Frame(parent: frame, tuple.bindings)
            let result = try predicate.evaluate(tuple.context, scope, run)
            try Self.select(result, at: place, of: tuples.count) { kept.append(tuple) }
        }
        return TupleStream(kept)
    }

    /// Keeps an element once for each number that is its place, or when the result is true.
    @inline(__always)
    private static func select(
        _ result: Value, at place: Int, of count: Int, _ keep: () -> Void
    ) throws(Failure) {
        switch result {
        case .bool(let isTrue): if isTrue { keep() }
        case .number, .numeral:
            if let number = try result.numeric(), isPlace(number, place, count) { keep() }
        case .array(let array):
            guard let numbers = try numbers(array) else { return try result.isTrue() ? keep() : () }
            for number in numbers where isPlace(number, place, count) { keep() }
        default: if try result.isTrue() { keep() }
        }
    }

    private static func isPlace(_ number: Double, _ place: Int, _ count: Int) -> Bool {
        let index = number.rounded(.down)
        return (index < 0 ? Double(count) + index : index) == Double(place)
    }

    private static func numbers(_ array: ArrayValue) throws(Failure) -> [Double]? {
        var numbers: [Double] = []
        for index in 0..<array.items.count {
            guard let number = try array.items[index].numeric() else { return nil }
            numbers.append(number)
        }
        return numbers
    }
}
