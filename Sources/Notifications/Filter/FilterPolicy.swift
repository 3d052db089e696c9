public import JSON

/// Which messages a subscription gets, by their attributes or by their text.
///
/// `{"store": ["north", {"prefix": "south"}], "amount": [{"numeric": [">=", 100]}]}`: every property that is named must
/// meet one of its conditions. A condition is a text, a number, `true`, `false` or `null` that must be equal, or one of
/// `prefix`, `suffix`, `equals-ignore-case`, `anything-but` (a value, a list, or a `prefix`, `suffix` or
/// `equals-ignore-case`), `numeric`, `cidr` and `exists`. A list (`String.Array`) meets a condition when one of its elements
/// does; `anything-but` when none is excluded.
///
/// `{"$or": [{"store": ["north"]}, {"amount": [100]}]}`: one of two or more policies holds. Of a text, properties of inner
/// objects are named as they lie: `{"order": {"store": ["north"]}}`.
public struct FilterPolicy: Sendable, CustomStringConvertible {
    /// The most combinations of values that the service takes.
    static let mostCombinations = 150
    /// The most bytes of a policy that the service takes.
    static let mostBytes = 262_144

    /// The policy's text, as it was given.
    public let text: JSONText
    /// What it looks at.
    public let scope: FilterPolicyScope
    private let rule: FilterRule

    /// Reads a policy.
    ///
    /// - Throws: `FilterPolicyError` with what is wrong and where.
    public init(_ text: JSONText, scope: FilterPolicyScope = .messageAttributes) throws(FilterPolicyError) {
        guard text.utf8.count <= FilterPolicy.mostBytes else {
            throw FilterPolicyError(at: "", "it has more than 262,144 bytes")
        }
        let value: JSONValue
        do {
            value = try text.value()
        } catch {
            throw FilterPolicyError(at: "", "it is not JSON")
        }
        guard let object = value.objectValue else { throw FilterPolicyError(at: "", "it is not an object") }
        guard (1...5).contains(object.count) else { throw FilterPolicyError(at: "", "it names 1 to 5 properties") }
        let rule = try FilterRule(object, under: [], scope)
        guard rule.combinations <= FilterPolicy.mostCombinations else {
            throw FilterPolicyError(
                at: "",
                "it has more than \(FilterPolicy.mostCombinations) combinations of values: those of properties multiply"
            )
        }
        self.text = text
        self.scope = scope
        self.rule = rule
    }

    /// Whether a message with these attributes is wanted; one without attributes never is.
    public func matches(_ attributes: [MessageAttribute]) -> Bool {
        guard !attributes.isEmpty else { return false }
        return rule.holds { path in attributes.first { $0.name == path[0] }.map(FilterValue.values(of:)) }
    }

    /// Whether a message with this text is wanted; one whose text is no JSON object never is.
    public func matches(body: JSONValue) -> Bool {
        guard body.objectValue != nil else { return false }
        return rule.holds { path in FilterValue.values(at: path[...], in: body) }
    }

    /// The text.
    public var description: String { text.string }
}

extension FilterPolicy: Hashable {
    /// Whether both have the same text and look at the same.
    public static func == (a: FilterPolicy, b: FilterPolicy) -> Bool { a.text == b.text && a.scope == b.scope }

    /// Hashes the text.
    public func hash(into hasher: inout Hasher) { hasher.combine(text.string) }
}
