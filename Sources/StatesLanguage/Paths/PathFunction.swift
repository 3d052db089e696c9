import JSON

/// A function at the end of a path, applied to what the steps before it select.
public enum PathFunction: String, Sendable, Hashable, CaseIterable {
    /// How many elements an array or members an object has; `null` for anything else.
    case length
    /// The keys of an object, as an array.
    case keys
    /// The least of an array's numbers.
    case min
    /// The greatest of an array's numbers.
    case max
    /// The sum of an array's numbers.
    case sum
    /// The mean of an array's numbers.
    case avg
    /// The standard deviation of an array's numbers.
    case stddev

    /// The function's value, or nil where it cannot be applied.
    func value(of subject: JSONValue) -> JSONValue? {
        switch (self, subject) {
        case (.length, .array(let elements)): return .number(JSONNumber(elements.count))
        case (.length, .object(let object)): return .number(JSONNumber(object.count))
        case (.length, _): return .null
        case (.keys, .object(let object)): return .array(object.keys.map { .string($0) })
        case (_, .array(let elements)): return aggregate(elements.compactMap { $0.numberValue?.double })
        default: return nil
        }
    }

    /// In floating point, as Jayway does; what is no number does not count.
    private func aggregate(_ numbers: [Double]) -> JSONValue? {
        guard !numbers.isEmpty else { return nil }
        let sum = numbers.reduce(0, +)
        let mean = sum / Double(numbers.count)
        let result: Double? =
            switch self {
            case .length, .keys: nil
            case .min: numbers.min()
            case .max: numbers.max()
            case .sum: sum
            case .avg: mean
            case .stddev:
                (numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(numbers.count)).squareRoot()
            }
        return result.flatMap { JSONNumber($0) }.map { .number($0) }
    }
}
