public import JSON

/// Which messages a subscription gets, by their attributes.
///
/// `{"store": ["north", {"prefix": "south"}], "amount": [{"numeric": [">=", 100]}]}`: every attribute that is named must
/// meet one of its conditions. A condition is a text, a number, `true`, `false` or `null` that must be equal, or one of
/// `prefix`, `suffix`, `equals-ignore-case`, `anything-but` (a value, a list, or a `prefix`, `suffix` or
/// `equals-ignore-case`), `numeric` and `exists`. An attribute that is a list (`String.Array`) meets a condition
/// when one of its elements does; `anything-but` when none is excluded.
public struct FilterPolicy: Sendable, CustomStringConvertible {
    /// The most conditions that the service takes for all attributes together.
    static let mostConditions = 150

    /// The policy's text, as it was given.
    public let text: JSONText
    private let rules: [(attribute: String, conditions: [FilterCondition])]

    /// Reads a policy.
    ///
    /// - Throws: `FilterPolicyError` with what is wrong and where.
    public init(_ text: JSONText) throws(FilterPolicyError) {
        let value: JSONValue
        do {
            value = try text.value()
        } catch {
            throw FilterPolicyError(at: "", "it is not JSON")
        }
        guard let object = value.objectValue else { throw FilterPolicyError(at: "", "it is not an object") }
        guard (1...5).contains(object.count) else { throw FilterPolicyError(at: "", "it names 1 to 5 attributes") }
        var rules: [(String, [FilterCondition])] = []
        for (name, value) in object {
            guard !name.hasPrefix("$") else { throw FilterPolicyError(at: name, "operators such as $or are not known") }
            guard let elements = value.arrayValue, !elements.isEmpty else {
                throw FilterPolicyError(at: name, "it is not a list of conditions")
            }
            var conditions: [FilterCondition] = []
            for element in elements { conditions.append(try FilterCondition(element, at: name)) }
            rules.append((name, conditions))
        }
        let count = rules.reduce(0) { $0 + $1.1.count }
        guard count <= FilterPolicy.mostConditions else {
            throw FilterPolicyError(
                at: "", "it has \(count) conditions, at most \(FilterPolicy.mostConditions) are taken")
        }
        self.text = text
        self.rules = rules
    }

    /// Whether a message with these attributes is wanted.
    public func matches(_ attributes: [MessageAttribute]) -> Bool {
        rules.allSatisfy { name, conditions in
            let values = attributes.first { $0.name == name }.map(FilterValue.values(of:))
            return conditions.contains { $0.isMet(by: values) }
        }
    }

    /// The text.
    public var description: String { text.string }
}

extension FilterPolicy: Hashable {
    /// Whether both have the same text.
    public static func == (a: FilterPolicy, b: FilterPolicy) -> Bool { a.text == b.text }

    /// Hashes the text.
    public func hash(into hasher: inout Hasher) { hasher.combine(text.string) }
}
