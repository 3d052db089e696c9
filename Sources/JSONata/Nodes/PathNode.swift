internal import JSON

/// Steps one after the other, each of which sees what the one before it found.
final class PathNode: Node {
    private let steps: [Step]
    /// The names of the steps that are names and no more, as far as they come one after the other from ``firstName`` on.
    private let names: [String]
    private let startsWithVariable: Bool
    /// A step was written with `[]`.
    private let keepsSingleton: Bool
    private let keepsArray: Bool
    /// Hands its tuples to the path around it.
    private let yieldsTuples: Bool
    private let grouping: Grouping?

    init(
        _ steps: [Step], startsWithVariable: Bool, keepsSingleton: Bool, keepsArray: Bool, yieldsTuples: Bool,
        grouping: Grouping?
    ) {
        self.steps = steps
        self.startsWithVariable = startsWithVariable
        self.keepsSingleton = keepsSingleton
        self.keepsArray = keepsArray
        self.yieldsTuples = yieldsTuples
        self.grouping = grouping
        let rest = startsWithVariable && steps[0].stages.isEmpty ? steps.dropFirst() : steps[...]
        let isPlain = !keepsSingleton && !keepsArray && !yieldsTuples && grouping == nil
        let all = isPlain && !steps.contains(where: \.yieldsTuples) ? rest.map(\.plainName) : []
        names = all.contains(nil) ? [] : all.compactMap { $0 }
    }

    func evaluate(_ input: Value, _ frame: Frame, _ run: Run) throws(Failure) -> Value {
        try run.enter()
        let quick = names.isEmpty ? nil : try quickly(input, frame, run)
        let result = if let quick { quick } else { try fully(input, frame, run) }
        run.leave()
        return result
    }

    /// Fields of objects in objects, without a sequence on the way; nil when an array comes up before the end.
    private func quickly(_ input: Value, _ frame: Frame, _ run: Run) throws(Failure) -> Value? {
        var value = input
        if startsWithVariable, case .node(let node) = steps[0].kind { value = try node.evaluate(input, frame, run) }
        for name in names {
            if case .array = value { return nil }
            guard let member = value.member(name) else { return .undefined }
            value = member
        }
        // An array of the input, or a plain one, is the result as it is.
        guard case .array(let array) = value else { return value }
        return array.isSequence || array.flags.contains(.constructed) ? nil : value
    }

    private func fully(_ input: Value, _ frame: Frame, _ run: Run) throws(Failure) -> Value {
        var items: Items
        if case .array(let array) = input, !startsWithVariable { items = array.items } else { items = .values([input]) }
        var result = Value.undefined
        var tuples: [TupleStream.Tuple]?
        for (number, step) in steps.enumerated() {
            if number == 0, step.isConstructed, case .node(let node) = step.kind {
                result = try node.evaluate(.array(ArrayValue(items, .sequence)), frame, run)
                if step.yieldsTuples { tuples = nil }
            } else if tuples != nil || step.yieldsTuples {
                tuples = try TupleSteps.take(step, items, tuples, frame, run)
                continue
            } else {
                result = try take(step, items, isLast: number == steps.count - 1, frame, run)
            }
            items = result.elements
            if result.isUndefined || items.count == 0 { break }
        }
        if let tuples {
            result =
                yieldsTuples
                ? .tuples(TupleStream(tuples)) : .array(ArrayValue(.values(tuples.map(\.context)), .sequence))
        }
        return try finish(result, tuples, frame, run)
    }

    private func finish(
        _ value: Value, _ tuples: [TupleStream.Tuple]?, _ frame: Frame, _ run: Run
    ) throws(Failure) -> Value {
        var result = value
        if keepsSingleton, case .array(let array) = result {
            if array.flags.contains(.constructed), !array.isSequence {
                result = .array(ArrayValue(.values([result]), [.sequence, .keepsSingleton]))
            } else if array.isSequence {
                result = .array(ArrayValue(array.items, array.flags.union(.keepsSingleton)))
            }
        }
        if let grouping {
            result = try grouping.apply(to: tuples.map { .tuples(TupleStream($0)) } ?? result, frame, run)
        }
        return result.collapsed(keepsArray: keepsArray)
    }

    private func take(
        _ step: Step, _ items: Items, isLast: Bool, _ frame: Frame, _ run: Run
    ) throws(Failure) -> Value {
        switch step.kind {
        case .sort(let sorting):
            // Sorting makes a plain array; what needs no sorting stays the sequence it was.
            let flags: ArrayValue.Flags = items.count > 1 ? [] : .sequence
            var result = Value.array(ArrayValue(.values(try sorting.sort(items, frame, run)), flags))
            for case .filter(let filter) in step.stages { result = try filter.apply(to: result, frame, run) }
            return result
        case .node(let node): return try take(node, step, items, isLast: isLast, frame, run)
        }
    }

    private func take(
        _ node: any Node, _ step: Step, _ items: Items, isLast: Bool, _ frame: Frame, _ run: Run
    ) throws(Failure) -> Value {
        var found: [Value] = []
        var count = 0
        var only: ArrayValue?
        for index in 0..<items.count {
            try run.step()
            var value = try node.evaluate(items[index], frame, run)
            for case .filter(let filter) in step.stages { value = try filter.apply(to: value, frame, run) }
            switch value {
            case .undefined: continue
            case .array(let array):
                count += 1
                only = array
                if array.flags.contains(.constructed) {
                    found.append(value)
                } else {
                    if count == 1, isLast, !array.isSequence, index == items.count - 1 { return value }
                    try run.allocate(elements: array.items.count)
                    array.items.append(to: &found)
                }
            default:
                count += 1
                found.append(value)
            }
        }
        if isLast, count == 1, let only, !only.isSequence { return .array(only) }
        try run.allocate(elements: found.count)
        return .array(ArrayValue(.values(found), .sequence))
    }
}
