internal import JSON

/// `*`: the values of all members, arrays flattened.
final class WildcardNode: Node {
    private let collapses: Bool

    init(collapses: Bool) {
        self.collapses = collapses
    }

    func evaluate(_ input: Value, _ frame: Frame, _ run: Run) throws(Failure) -> Value {
        let input = input.unwrapped
        let values: [Value]
        if case .array(let array) = input {
            try run.allocate(elements: array.items.count)
            values = array.items.array
        } else {
            values = input.memberValues
        }
        var found: [Value] = []
        var isSequence = true
        for value in values {
            try run.step()
            if case .array = value {
                try Self.flatten(value, into: &found, run)
                // Joining makes a plain array of what was a sequence.
                isSequence = false
            } else {
                found.append(value)
            }
        }
        try run.allocate(elements: found.count)
        let result = Value.array(ArrayValue(.values(found), isSequence ? .sequence : []))
        return collapses ? result.collapsed() : result
    }

    private static func flatten(_ value: Value, into found: inout [Value], _ run: Run) throws(Failure) {
        guard case .array(let array) = value else { return found.append(value) }
        try run.descend()
        for index in 0..<array.items.count {
            try run.step()
            try flatten(array.items[index], into: &found, run)
        }
        run.ascend()
    }
}
