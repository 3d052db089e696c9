import JSON

/// The condition of a `[?(…)]` step.
public struct PathFilter: Sendable, Hashable {
    /// What is asked of an element.
    indirect enum Condition: Sendable, Hashable {
        case or(Condition, Condition)
        case and(Condition, Condition)
        case not(Condition)
        /// `@.a` alone: something is there.
        case exists(Term)
        case comparison(Term, Operator, Term)
    }

    /// One side of a comparison.
    enum Term: Sendable, Hashable {
        case literal(JSONValue)
        /// `@…`: from the element.
        case element(JSONPath)
        /// `$…`: from the document.
        case document(JSONPath)
    }

    enum Operator: String, Sendable, Hashable, CaseIterable {
        case equals = "=="
        case differs = "!="
        case lessThanEquals = "<="
        case greaterThanEquals = ">="
        case lessThan = "<"
        case greaterThan = ">"
        /// The left value is an element of the right one.
        case `in`
        case notIn = "nin"
        /// Every element of the left array is one of the right.
        case subsetOf = "subsetof"
        /// The two arrays have an element in common.
        case anyOf = "anyof"
        case noneOf = "noneof"
        /// The left array has every element of the right.
        case all
        /// The left array has the right value, or the left text the right one.
        case contains
        /// The left array or text is as long as the right one, or as the right number says.
        case size
        /// The left array or text is empty: `true` or `false`.
        case empty
    }

    /// The condition as written, without `?(` and `)`.
    public let text: String
    let condition: Condition

    /// Whether the condition holds for an element of the document.
    func holds(for element: JSONValue, root: JSONValue, _ effort: inout PathEffort) -> Bool {
        guard effort.spend() else { return false }
        return condition.holds(for: element, root: root, &effort)
    }
}

extension PathFilter.Condition {
    fileprivate func holds(for element: JSONValue, root: JSONValue, _ effort: inout PathEffort) -> Bool {
        switch self {
        case .or(let left, let right):
            if left.holds(for: element, root: root, &effort) { return true }
            return right.holds(for: element, root: root, &effort)
        case .and(let left, let right):
            guard left.holds(for: element, root: root, &effort) else { return false }
            return right.holds(for: element, root: root, &effort)
        case .not(let condition): return !condition.holds(for: element, root: root, &effort)
        case .exists(let term): return term.value(for: element, root: root, &effort) != nil
        case .comparison(let left, let test, let right):
            let left = left.value(for: element, root: root, &effort)
            let right = right.value(for: element, root: root, &effort)
            guard effort.spend(test.steps(left, right)) else { return false }
            return test.holds(left, right)
        }
    }
}

extension PathFilter.Term {
    fileprivate func value(for element: JSONValue, root: JSONValue, _ effort: inout PathEffort) -> JSONValue? {
        switch self {
        case .literal(let value): value
        case .element(let path): try? path.evaluate(on: element, root: root, &effort).get()
        case .document(let path): try? path.evaluate(on: root, root: root, &effort).get()
        }
    }
}

extension PathFilter.Operator {
    /// What the comparison may come to, in steps of evaluation: two long lists have many pairs.
    fileprivate func steps(_ left: JSONValue?, _ right: JSONValue?) -> Int {
        guard let left, let right else { return 0 }
        let (some, others) = (PathFilter.weight(left), PathFilter.weight(right))
        switch self {
        case .subsetOf, .anyOf, .noneOf, .all: return some * others / 16
        case .in, .notIn, .contains, .size, .empty: return (some + others) / 16
        case .equals, .differs, .lessThan, .lessThanEquals, .greaterThan, .greaterThanEquals:
            return min(some, others) / 16
        }
    }

    /// What is not there equals nothing, not even what is not there either.
    fileprivate func holds(_ left: JSONValue?, _ right: JSONValue?) -> Bool {
        switch self {
        case .differs: return !PathFilter.Operator.equals.holds(left, right)
        case .notIn: return !PathFilter.Operator.in.holds(left, right)
        case .noneOf: return !PathFilter.Operator.anyOf.holds(left, right)
        default: break
        }
        guard let left, let right else { return false }
        switch self {
        case .equals: return PathFilter.isEqual(left, right)
        case .lessThan: return PathFilter.order(left, right).map { $0 < 0 } ?? false
        case .lessThanEquals: return PathFilter.order(left, right).map { $0 <= 0 } ?? false
        case .greaterThan: return PathFilter.order(left, right).map { $0 > 0 } ?? false
        case .greaterThanEquals: return PathFilter.order(left, right).map { $0 >= 0 } ?? false
        default: return holdsForLists(left, right)
        }
    }

    private func holdsForLists(_ left: JSONValue, _ right: JSONValue) -> Bool {
        func isOne(_ value: JSONValue, of list: [JSONValue]) -> Bool { list.contains { PathFilter.isEqual(value, $0) } }
        switch (self, left, right) {
        case (.in, _, .array(let list)): return isOne(left, of: list)
        case (.subsetOf, .array(let some), .array(let list)): return some.allSatisfy { isOne($0, of: list) }
        case (.anyOf, .array(let some), .array(let list)): return some.contains { isOne($0, of: list) }
        case (.all, .array(let list), .array(let some)): return some.allSatisfy { isOne($0, of: list) }
        case (.contains, .array(let list), _): return isOne(right, of: list)
        case (.contains, .string(let text), .string(let part)): return part.isEmpty || text.firstRange(of: part) != nil
        case (.size, _, .number(let count)): return PathFilter.size(of: left).map { $0 == count.int } ?? false
        case (.size, _, _): return PathFilter.size(of: left).map { $0 == PathFilter.size(of: right) } ?? false
        case (.empty, _, .bool(let wanted)): return PathFilter.size(of: left).map { ($0 == 0) == wanted } ?? false
        default: return false
        }
    }
}

extension PathFilter {
    /// Numbers by value; a text that is a number equals it, as Jayway has it.
    fileprivate static func isEqual(_ left: JSONValue, _ right: JSONValue) -> Bool {
        switch (left, right) {
        case (.number(let left), .number(let right)): left.isEqual(to: right)
        case (.number(let number), .string(let text)), (.string(let text), .number(let number)):
            JSONNumber(text).map { number.isEqual(to: $0) } ?? false
        default: left == right
        }
    }

    /// Below, at or above zero; nil where the two have no order.
    fileprivate static func order(_ left: JSONValue, _ right: JSONValue) -> Int? {
        switch (left, right) {
        case (.number(let left), .number(let right)): return JSONNumber.compare(left, right)
        case (.string(let left), .string(let right)):
            if left.utf16.elementsEqual(right.utf16) { return 0 }
            return left.utf16.lexicographicallyPrecedes(right.utf16) ? -1 : 1
        default: return nil
        }
    }

    /// How much there is to look at where a value is compared: its values, and its text by eight bytes.
    fileprivate static func weight(_ value: JSONValue) -> Int {
        switch value {
        case .null, .bool, .number: 1
        case .string(let text): 1 + text.utf8.count / 8
        case .array(let elements): elements.reduce(1) { $0 + weight($1) }
        case .object(let object): object.reduce(1) { $0 + weight($1.value) }
        }
    }

    fileprivate static func size(of value: JSONValue) -> Int? {
        switch value {
        case .array(let elements): elements.count
        case .string(let text): text.utf16.count
        default: nil
        }
    }
}
