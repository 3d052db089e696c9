internal import JSON

extension FilterRule {
    private static let deepest = 32

    /// Reads the properties of an object of a policy.
    init(_ object: JSONObject, under path: [String], _ scope: FilterPolicyScope) throws(FilterPolicyError) {
        guard path.count < FilterRule.deepest else {
            throw FilterPolicyError(at: path.joined(separator: "."), "it lies too deep")
        }
        var rules: [FilterRule] = []
        for (name, value) in object {
            if name == "$or", let branches = FilterRule.branches(value) {
                var rulesOfBranches: [FilterRule] = []
                for branch in branches { rulesOfBranches.append(try FilterRule(branch, under: path, scope)) }
                rules.append(.any(rulesOfBranches))
            } else {
                rules.append(try FilterRule(property: value, at: path + [name], scope))
            }
        }
        guard !rules.isEmpty else { throw FilterPolicyError(at: path.joined(separator: "."), "it names no property") }
        self = rules.count == 1 ? rules[0] : .all(rules)
    }

    /// What follows an `$or`, where it is one: two or more objects, none of which has a property named like an operator.
    /// Otherwise it is the name of a property like any other.
    private static func branches(_ value: JSONValue) -> [JSONObject]? {
        guard let elements = value.arrayValue, elements.count >= 2 else { return nil }
        let objects = elements.compactMap(\.objectValue)
        guard objects.count == elements.count else { return nil }
        let names = objects.flatMap { $0.map(\.key) }
        return names.contains(where: FilterCondition.operators.contains) ? nil : objects
    }

    private init(property value: JSONValue, at path: [String], _ scope: FilterPolicyScope) throws(FilterPolicyError) {
        let place = path.joined(separator: ".")
        if scope == .messageBody, let inner = value.objectValue {
            self = try FilterRule(inner, under: path, scope)
            return
        }
        guard let elements = value.arrayValue, !elements.isEmpty else {
            throw FilterPolicyError(at: place, "it is not a list of conditions")
        }
        var conditions: [FilterCondition] = []
        for element in elements { conditions.append(try FilterCondition(element, at: place)) }
        self = .property(path: path, conditions: conditions)
    }
}
