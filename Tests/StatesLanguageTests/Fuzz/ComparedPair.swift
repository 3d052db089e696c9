import JSON

/// A value and what it is compared with: often of one kind, and sometimes the same.
struct ComparedPair {
    enum Family: String, CaseIterable {
        case text = "String"
        case number = "Numeric"
        case timestamp = "Timestamp"
        case boolean = "Boolean"

        /// The comparisons without their `Path` twins: equal, less, greater, less or equal, greater or equal.
        var comparisons: [String] {
            let orders = ["Equals", "LessThan", "GreaterThan", "LessThanEquals", "GreaterThanEquals"]
            return (self == .boolean ? ["Equals"] : orders).map { rawValue + $0 }
        }
    }

    /// What a rule names.
    let operand: JSONValue
    /// The value as `v`, and the operand as `o`.
    let input: JSONText

    init(_ family: Family, _ random: inout FuzzRandom) {
        var values = ValueGenerator(random: random)
        func member() -> JSONValue {
            switch family {
            case .text: .string(values.text())
            case .number: values.number()
            case .timestamp: .string(values.random.pick(ValueGenerator.timestamps))
            case .boolean: .bool(values.random.oneIn(2))
            }
        }
        operand = member()
        let value =
            switch values.random.below(6) {
            case 0: operand
            case 1, 2: values.value(depth: 2)
            default: member()
            }
        input = JSONText(["v": value, "o": operand, "a": values.value(depth: 2)])
        random = values.random
    }
}
