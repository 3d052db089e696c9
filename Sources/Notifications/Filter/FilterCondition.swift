internal import JSON
internal import Networks

/// One condition of a filter policy.
enum FilterCondition: Sendable {
    /// It has this value.
    case equals(FilterValue)
    /// It has a text that meets this.
    case text(TextTest)
    /// It has values, and none of these.
    case isNone(of: [FilterValue])
    /// It has values, and no text that meets this.
    case isNotText(TextTest)
    /// It has a number within these bounds.
    case numeric([Bound])
    /// It has a text that is an address in this network.
    case network(NetworkPrefix)
    /// It is there with a value other than `null`, or it is not there.
    case exists(Bool)

    /// The names of the operators, which no property in an `$or` may have.
    static let operators: Set<String> = [
        "prefix", "suffix", "equals-ignore-case", "anything-but", "numeric", "cidr", "exists",
    ]

    /// What is asked of a text.
    enum TextTest: Sendable {
        case prefix(String)
        case suffix(String)
        case equalsIgnoringCase(String)

        func isMet(by text: String) -> Bool {
            switch self {
            case .prefix(let start): text.utf8.starts(with: start.utf8)
            case .suffix(let end): text.utf8.reversed().starts(with: end.utf8.reversed())
            case .equalsIgnoringCase(let other): text.lowercased() == other.lowercased()
            }
        }
    }

    /// A side of a range of numbers.
    struct Bound: Sendable {
        let sign: String
        let number: JSONNumber

        func holds(_ value: JSONNumber) -> Bool {
            let order = JSONNumber.compare(value, number)
            return switch sign {
            case "=": order == 0
            case "<": order < 0
            case "<=": order <= 0
            case ">": order > 0
            default: order >= 0
            }
        }
    }

    /// Whether an attribute with these values meets it; `nil` means that there is no such attribute.
    func isMet(by values: [FilterValue]?) -> Bool {
        if case .exists(let expected) = self {
            return expected ? values?.contains { !$0.isNull } ?? false : values == nil
        }
        guard let values else { return false }
        return switch self {
        case .equals(let value): values.contains { $0.equals(value) }
        case .text(let test): values.contains { $0.text.map(test.isMet) ?? false }
        case .isNone(let excluded): values.allSatisfy { value in !excluded.contains { $0.equals(value) } }
        case .isNotText(let test): values.allSatisfy { !($0.text.map(test.isMet) ?? false) }
        case .numeric(let bounds):
            values.contains { value in value.number.map { number in bounds.allSatisfy { $0.holds(number) } } ?? false }
        case .network(let network):
            values.contains { $0.text.flatMap { NetworkPrefix.bytes(of: $0) }.map(network.contains) ?? false }
        case .exists: false
        }
    }
}

extension FilterCondition {
    /// Reads a condition on an attribute.
    init(_ value: JSONValue, at attribute: String) throws(FilterPolicyError) {
        func wrong(_ reason: String) -> FilterPolicyError { FilterPolicyError(at: attribute, reason) }
        if let value = FilterValue(value) {
            if let number = value.number, !FilterCondition.isInRange(number) { throw wrong(FilterCondition.range) }
            self = .equals(value)
            return
        }
        guard let object = value.objectValue, object.count == 1,
            let (name, operand) = object.first.map({ ($0.key, $0.value) })
        else { throw wrong("a condition is a value or an object with one operator") }
        switch name {
        case "prefix", "suffix", "equals-ignore-case":
            self = .text(try TextTest(name, operand, at: attribute))
        case "anything-but": self = try FilterCondition.anythingBut(operand, at: attribute)
        case "numeric": self = .numeric(try FilterCondition.bounds(operand, at: attribute))
        case "cidr":
            guard let text = operand.stringValue, text.contains("/"), let network = NetworkPrefix(text) else {
                throw wrong("'cidr' takes a network such as 10.0.0.0/24")
            }
            self = .network(network)
        case "exists":
            guard let expected = operand.boolValue else { throw wrong("'exists' takes true or false") }
            self = .exists(expected)
        default: throw wrong("the operator '\(name)' is not known")
        }
    }

    private static let range = "numbers are from -1,000,000,000 to 1,000,000,000"

    private static func isInRange(_ number: JSONNumber) -> Bool { abs(number.double) <= 1_000_000_000 }

    private static func anythingBut(
        _ operand: JSONValue, at attribute: String
    ) throws(FilterPolicyError) -> FilterCondition {
        if let object = operand.objectValue {
            guard object.count == 1, let (name, value) = object.first.map({ ($0.key, $0.value) }) else {
                throw FilterPolicyError(at: attribute, "'anything-but' takes one operator")
            }
            return .isNotText(try TextTest(name, value, at: attribute))
        }
        let values = operand.arrayValue ?? [operand]
        var excluded: [FilterValue] = []
        for value in values {
            guard let value = FilterValue(value), value.text != nil || value.number != nil else {
                throw FilterPolicyError(at: attribute, "'anything-but' takes texts or numbers")
            }
            excluded.append(value)
        }
        guard !excluded.isEmpty else { throw FilterPolicyError(at: attribute, "'anything-but' takes texts or numbers") }
        return .isNone(of: excluded)
    }

    /// One or two sides: `[">", 0, "<=", 100]`.
    private static func bounds(_ operand: JSONValue, at attribute: String) throws(FilterPolicyError) -> [Bound] {
        func wrong(_ reason: String) -> FilterPolicyError { FilterPolicyError(at: attribute, "'numeric' " + reason) }
        guard let parts = operand.arrayValue, parts.count == 2 || parts.count == 4 else {
            throw wrong("takes one or two pairs of a sign and a number")
        }
        var bounds: [Bound] = []
        for index in stride(from: 0, to: parts.count, by: 2) {
            guard let sign = parts[index].stringValue, ["=", "<", "<=", ">", ">="].contains(sign) else {
                throw wrong("takes the signs =, <, <=, > and >=")
            }
            guard let number = parts[index + 1].numberValue else { throw wrong("takes numbers") }
            guard isInRange(number) else { throw wrong("takes numbers: " + range) }
            bounds.append(Bound(sign: sign, number: number))
        }
        if bounds.count == 2 {
            guard bounds[0].sign.hasPrefix(">"), bounds[1].sign.hasPrefix("<") else {
                throw wrong("has its lower bound first")
            }
            guard JSONNumber.compare(bounds[0].number, bounds[1].number) < 0 else { throw wrong("has an empty range") }
        }
        return bounds
    }
}

extension FilterCondition.TextTest {
    init(_ name: String, _ operand: JSONValue, at attribute: String) throws(FilterPolicyError) {
        guard let text = operand.stringValue else { throw FilterPolicyError(at: attribute, "'\(name)' takes a text") }
        switch name {
        case "prefix": self = .prefix(text)
        case "suffix": self = .suffix(text)
        case "equals-ignore-case": self = .equalsIgnoringCase(text)
        default: throw FilterPolicyError(at: attribute, "the operator '\(name)' is not known")
        }
    }
}
