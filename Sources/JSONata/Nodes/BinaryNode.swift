internal import JSON

/// Operators with two sides; a chain of them that leans to the left is worked off in a loop.
final class BinaryNode: Node {
    struct Link: Sendable {
        let op: Operator
        let operand: any Node
        let position: Int
    }

    private let first: any Node
    private let link: Link
    /// What follows in a longer chain.
    private let rest: [Link]

    init(_ first: any Node, _ links: [Link]) {
        self.first = first
        link = links[0]
        rest = Array(links.dropFirst())
    }

    func evaluate(_ input: Value, _ frame: Frame, _ run: Run) throws(Failure) -> Value {
        try run.enter()
        var value = try first.evaluate(input, frame, run)
        value = try Self.go(on: value, link, input, frame, run)
        for link in rest { value = try Self.go(on: value, link, input, frame, run) }
        run.leave()
        return value
    }

    @inline(__always)
    private static func go(
        on value: Value, _ link: Link, _ input: Value, _ frame: Frame, _ run: Run
    ) throws(Failure) -> Value {
        switch link.op {
        case .and, .or:
            // The right side counts only where the left one does not decide.
            var isTrue = try value.isTrue()
            if isTrue == (link.op == .and) { isTrue = try link.operand.evaluate(input, frame, run).isTrue() }
            return .bool(isTrue)
        default:
            try run.step()
            return try combine(value, try link.operand.evaluate(input, frame, run), link, run)
        }
    }

    private static func combine(_ left: Value, _ right: Value, _ link: Link, _ run: Run) throws(Failure) -> Value {
        switch link.op {
        case .plus, .minus, .star, .slash, .percent: try calculate(left, right, link, run)
        case .equal, .notEqual:
            if left.isUndefined || right.isUndefined {
                .bool(false)
            } else {
                .bool(try left.isEqual(to: right, run) == (link.op == .equal))
            }
        case .less, .lessOrEqual, .greater, .greaterOrEqual: try compare(left, right, link, run)
        case .ampersand: try concatenate(left, right, run)
        default: try includes(left, right, run)
        }
    }

    private static func calculate(_ left: Value, _ right: Value, _ link: Link, _ run: Run) throws(Failure) -> Value {
        let a = try number(left, "T2001", link, run)
        let b = try number(right, "T2002", link, run)
        guard let a, let b else { return .undefined }
        switch link.op {
        case .plus: return .number(a + b)
        case .minus: return .number(a - b)
        case .star: return .number(a * b)
        case .slash: return .number(a / b)
        default: return .number(a.truncatingRemainder(dividingBy: b))
        }
    }

    @inline(__always)
    private static func number(_ value: Value, _ code: String, _ link: Link, _ run: Run) throws(Failure) -> Double? {
        if case .number(let number) = value, number.isFinite { return number }
        if value.isUndefined { return nil }
        return try otherNumber(value, code, link, run)
    }

    private static func otherNumber(_ value: Value, _ code: String, _ link: Link, _ run: Run) throws(Failure) -> Double
    {
        do throws(Failure) {
            if let number = try value.numeric() { return number }
        } catch {
            throw error.placed(at: link.position, token: link.op.rawValue)
        }
        throw Failure(code, at: link.position, token: link.op.rawValue, value: value.quoted(run))
    }

    private static func compare(_ left: Value, _ right: Value, _ link: Link, _ run: Run) throws(Failure) -> Value {
        if let a = left.doubleValue, let b = right.doubleValue { return .bool(isOrdered(a, b, link.op)) }
        if case .string(let a) = left, case .string(let b) = right {
            let order = Text.areEqual(a, b) ? 0 : Text.precedes(a, b) ? -1 : 1
            return .bool(isOrdered(order, 0, link.op))
        }
        for (value, other) in [(left, right), (right, left)] {
            switch value.symbol {
            case .missing, .number, .string: break
            default:
                let quoted = (other.symbol == .number || other.symbol == .string) ? value : left
                throw Failure("T2010", at: link.position, token: link.op.rawValue, value: quoted.quoted(run))
            }
        }
        if left.isUndefined || right.isUndefined { return .undefined }
        throw Failure(
            "T2009", at: link.position, token: link.op.rawValue, value: left.quoted(run), value2: right.quoted(run))
    }

    private static func isOrdered<Order: Comparable>(_ a: Order, _ b: Order, _ op: Operator) -> Bool {
        switch op {
        case .less: a < b
        case .lessOrEqual: a <= b
        case .greater: a > b
        default: a >= b
        }
    }

    private static func concatenate(_ left: Value, _ right: Value, _ run: Run) throws(Failure) -> Value {
        let a = left.isUndefined ? "" : try Stringifier.string(left, run)
        let b = right.isUndefined ? "" : try Stringifier.string(right, run)
        try run.allocate(a.utf8.count + b.utf8.count)
        return .string(a + b)
    }

    /// `in`, which takes arrays and objects for the same only when they are one, or equal parts of the input.
    private static func includes(_ left: Value, _ right: Value, _ run: Run) throws(Failure) -> Value {
        if left.isUndefined || right.isUndefined { return .bool(false) }
        let items = right.elements
        for index in 0..<items.count {
            try run.step()
            let item = items[index]
            switch (item, left) {
            case (.object(let a), .object(let b)): if a === b { return .bool(true) }
            case (.object, .json), (.json, .object): continue
            case (.array(let a), .array(let b)) where !a.isInput || !b.isInput: if a === b { return .bool(true) }
            default: if try item.isEqual(to: left, run) { return .bool(true) }
            }
        }
        return .bool(false)
    }
}
