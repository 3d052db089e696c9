import JSON

extension IntrinsicFunction {
    func partition(_ elements: [JSONValue], size: Int) throws(IntrinsicFault) -> JSONValue {
        guard size > 0 else { throw IntrinsicFault("The size of a part must be a positive integer, not \(size)") }
        var parts: [JSONValue] = []
        var rest = elements[...]
        while !rest.isEmpty {
            parts.append(.array(Array(rest.prefix(size))))
            rest = rest.dropFirst(size)
        }
        return .array(parts)
    }

    func contains(_ elements: [JSONValue], _ value: JSONValue) -> Bool {
        elements.contains { $0 == value }
    }

    /// Inclusive on both sides.
    func range(from first: Int, to last: Int, by step: Int) throws(IntrinsicFault) -> JSONValue {
        guard step != 0 else { throw IntrinsicFault("The step of a range must not be 0") }
        let (distance, isTooFar) = last.subtractingReportingOverflow(first)
        // The least integer has no negative.
        let (steps, isTooMany) = distance.dividedReportingOverflow(by: step)
        guard !isTooFar, step != Int.min, !isTooMany, steps < 1000 else {
            throw IntrinsicFault("A range has at most 1000 elements")
        }
        return .array(stride(from: first, through: last, by: step).map { .number(JSONNumber($0)) })
    }

    func item(of elements: [JSONValue], at index: Int) throws(IntrinsicFault) -> JSONValue {
        guard elements.indices.contains(index) else {
            throw IntrinsicFault("The index \(index) is out of bounds for an array of \(elements.count)")
        }
        return elements[index]
    }

    func unique(_ elements: [JSONValue]) -> [JSONValue] {
        var seen: Set<JSONValue> = []
        return elements.filter { seen.insert($0).inserted }
    }
}
