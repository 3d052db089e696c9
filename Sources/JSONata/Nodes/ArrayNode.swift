internal import JSON

/// `[…]`.
final class ArrayNode: Node {
    struct Item: Sendable {
        let node: any Node
        /// Array constructors inside stay arrays, anything else that is an array is joined.
        let isArray: Bool
    }

    private let items: [Item]
    private let isConstructed: Bool

    init(_ items: [Item], isConstructed: Bool) {
        self.items = items
        self.isConstructed = isConstructed
    }

    func evaluate(_ input: Value, _ frame: Frame, _ run: Run) throws(Failure) -> Value {
        try run.enter()
        var only: Items?
        var values: [Value] = []
        for item in items {
            let value = try item.node.evaluate(input, frame, run)
            switch value {
            case .undefined: continue
            case .array(let array) where !item.isArray:
                if items.count == 1 {
                    only = array.items
                } else {
                    try run.allocate(elements: array.items.count)
                    array.items.append(to: &values)
                }
            default: values.append(value)
            }
        }
        try run.allocate(elements: values.count + 1)
        run.leave()
        return .array(ArrayValue(only ?? .values(values), isConstructed ? .constructed : []))
    }
}
