internal import JSON

/// `**`: the value and all values inside it, arrays only by their elements.
final class DescendantsNode: Node {
    private let collapses: Bool

    init(collapses: Bool) {
        self.collapses = collapses
    }

    func evaluate(_ input: Value, _ frame: Frame, _ run: Run) throws(Failure) -> Value {
        guard !input.isUndefined else { return .undefined }
        var found: [Value] = []
        try collect(input, into: &found, run)
        if found.count == 1 { return found[0] }
        try run.allocate(elements: found.count)
        let result = Value.array(ArrayValue(.values(found), .sequence))
        return collapses ? result.collapsed() : result
    }

    private func collect(_ value: Value, into found: inout [Value], _ run: Run) throws(Failure) {
        try run.descend()
        try run.step()
        if case .array(let array) = value {
            for index in 0..<array.items.count { try collect(array.items[index], into: &found, run) }
        } else {
            found.append(value)
            try run.allocate(32)
            for member in value.memberValues { try collect(member, into: &found, run) }
        }
        run.ascend()
    }
}
