/// One of the 39 fields that compare a rule's variable.
enum ComparisonField: Hashable {
    case string(Ordering, isPath: Bool)
    case numeric(Ordering, isPath: Bool)
    case timestamp(Ordering, isPath: Bool)
    case boolean(isPath: Bool)
    case stringMatches
    case isNull
    case isPresent
    case isNumeric
    case isString
    case isBoolean
    case isTimestamp

    /// All of them by name.
    static let byName: [String: ComparisonField] = {
        var fields: [String: ComparisonField] = [
            "StringMatches": .stringMatches, "IsNull": .isNull, "IsPresent": .isPresent, "IsNumeric": .isNumeric,
            "IsString": .isString, "IsBoolean": .isBoolean, "IsTimestamp": .isTimestamp,
        ]
        for (suffix, isPath) in [("", false), ("Path", true)] {
            fields["BooleanEquals\(suffix)"] = .boolean(isPath: isPath)
            for ordering in Ordering.allCases {
                fields["String\(ordering.rawValue)\(suffix)"] = .string(ordering, isPath: isPath)
                fields["Numeric\(ordering.rawValue)\(suffix)"] = .numeric(ordering, isPath: isPath)
                fields["Timestamp\(ordering.rawValue)\(suffix)"] = .timestamp(ordering, isPath: isPath)
            }
        }
        return fields
    }()
}
