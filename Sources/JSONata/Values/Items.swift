internal import JSON

/// The elements of an array, wherever they are.
enum Items {
    case values([Value])
    /// Elements of the input.
    case json([JSONValue])
    /// Consecutive integers, which need no storage.
    case range(Int, count: Int)

    @inline(__always)
    var count: Int {
        switch self {
        case .values(let values): values.count
        case .json(let values): values.count
        case .range(_, let count): count
        }
    }

    @inline(__always)
    subscript(index: Int) -> Value {
        switch self {
        case .values(let values): values[index]
        case .json(let values): Value(values[index])
        case .range(let first, _): .number(Double(first + index))
        }
    }

    /// The elements in storage of their own; the caller has paid for them.
    var array: [Value] {
        switch self {
        case .values(let values): values
        case .json(let values): values.map { Value($0) }
        case .range(let first, let count): (0..<count).map { .number(Double(first + $0)) }
        }
    }

    /// Appends the elements.
    @inline(__always)
    func append(to target: inout [Value]) {
        switch self {
        case .values(let values): target.append(contentsOf: values)
        case .json(let values): for value in values { target.append(Value(value)) }
        case .range: target.append(contentsOf: array)
        }
    }
}
