internal import JSON

/// A field's name as a step: the member of an object, or of each object in an array.
final class NameNode: Node {
    let name: String

    init(_ name: String) {
        self.name = name
    }

    func evaluate(_ input: Value, _ frame: Frame, _ run: Run) throws(Failure) -> Value {
        switch input {
        case .array: try Self.lookUp(name, in: input, run).collapsed()
        default: input.member(name) ?? .undefined
        }
    }

    /// The field of a value; of an array, a sequence of what its elements have.
    static func lookUp(_ name: String, in input: Value, _ run: Run) throws(Failure) -> Value {
        guard case .array(let array) = input else { return input.member(name) ?? .undefined }
        var found: [Value] = []
        try run.descend()
        for index in 0..<array.items.count {
            try run.step()
            let value = try lookUp(name, in: array.items[index], run)
            switch value {
            case .undefined: continue
            case .array(let inner):
                try run.allocate(elements: inner.items.count)
                inner.items.append(to: &found)
            default: found.append(value)
            }
        }
        run.ascend()
        try run.allocate(elements: found.count)
        return .array(ArrayValue(.values(found), .sequence))
    }
}
