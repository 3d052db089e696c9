internal import JSON

/// What a filter policy says, as a tree.
indirect enum FilterRule: Sendable {
    /// The property of this path meets one of the conditions.
    case property(path: [String], conditions: [FilterCondition])
    /// All of these hold.
    case all([FilterRule])
    /// One of these holds.
    case any([FilterRule])

    /// Whether it holds; `values` gives the values of a property, `nil` where there is no such property.
    func holds(_ values: ([String]) -> [FilterValue]?) -> Bool {
        switch self {
        case .property(let path, let conditions):
            let values = values(path)
            return conditions.contains { $0.isMet(by: values) }
        case .all(let rules): return rules.allSatisfy { $0.holds(values) }
        case .any(let rules): return rules.contains { $0.holds(values) }
        }
    }

    /// How many combinations of values it has, as the service counts: those of properties multiply, each by how deep it
    /// lies; those of the branches of an `$or` add up.
    var combinations: Int {
        switch self {
        case .property(let path, let conditions): path.count * conditions.count
        case .all(let rules):
            rules.reduce(1) { product, rule in
                let (product, isTooMuch) = product.multipliedReportingOverflow(by: rule.combinations)
                return isTooMuch ? .max : product
            }
        case .any(let rules):
            rules.reduce(0) { sum, rule in
                let (sum, isTooMuch) = sum.addingReportingOverflow(rule.combinations)
                return isTooMuch ? .max : sum
            }
        }
    }
}
