import JSON

/// Reads the condition of a filter: `||` of `&&` of comparisons, with `!` and parentheses.
extension JSONPathParser {
    /// What follows `[?`, up to the closing bracket.
    mutating func filter() throws(JSONPathError) -> PathFilter {
        depth += 1
        guard depth <= 10 else { throw malformed("Filters are nested too deeply") }
        skipBlanks()
        guard take("(") else { throw malformed("Expected '(' after '?'") }
        let start = position
        let wasInside = isInside
        isInside = true
        let condition = try disjunction(nesting: 0)
        isInside = wasInside
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard take(")") else { throw malformed("Expected ')' at the end of the filter") }
        depth -= 1
        return PathFilter(text: text, condition: condition)
    }

    private mutating func disjunction(nesting: Int) throws(JSONPathError) -> PathFilter.Condition {
        guard nesting <= 50 else { throw malformed("The filter is nested too deeply") }
        var condition = try conjunction(nesting: nesting)
        while take("||") { condition = .or(condition, try conjunction(nesting: nesting)) }
        return condition
    }

    private mutating func conjunction(nesting: Int) throws(JSONPathError) -> PathFilter.Condition {
        var condition = try negation(nesting: nesting)
        while take("&&") { condition = .and(condition, try negation(nesting: nesting)) }
        return condition
    }

    private mutating func negation(nesting: Int) throws(JSONPathError) -> PathFilter.Condition {
        guard nesting <= 50 else { throw malformed("The filter is nested too deeply") }
        skipBlanks()
        let condition: PathFilter.Condition
        if isNext("!"), !isAhead("!=") {
            _ = take("!")
            condition = .not(try negation(nesting: nesting + 1))
        } else if take("(") {
            condition = try disjunction(nesting: nesting + 1)
            guard take(")") else { throw malformed("Expected ')'") }
        } else {
            condition = try comparison()
        }
        skipBlanks()
        return condition
    }

    private mutating func comparison() throws(JSONPathError) -> PathFilter.Condition {
        let left = try term()
        skipBlanks()
        if isAhead("=~") { throw unsupported("Regular expressions in filters") }
        guard let test = comparisonOperator() else {
            if case .literal = left { throw malformed("Expected a comparison") }
            return .exists(left)
        }
        skipBlanks()
        return .comparison(left, test, try term())
    }

    private mutating func comparisonOperator() -> PathFilter.Operator? {
        // Longer ones come first in the list, so that `<=` is not read as `<`.
        for test in PathFilter.Operator.allCases where isAhead(test.rawValue) {
            position += test.rawValue.utf8.count
            return test
        }
        return nil
    }

    private mutating func term() throws(JSONPathError) -> PathFilter.Term {
        switch next {
        case UInt8(ascii: "@"), UInt8(ascii: "$"):
            let isElement = isNext("@")
            let start = position
            position += 1
            let segments = try steps()
            let text = String(decoding: bytes[start..<position], as: UTF8.self)
            let path = JSONPath(text: text, root: .input, segments: segments)
            return isElement ? .element(path) : .document(path)
        case UInt8(ascii: "'"): return .literal(.string(try quoted()))
        default: return .literal(try literal())
        }
    }

    /// A number, `true`, `false`, `null`, a text in double quotes, an array or an object.
    private mutating func literal() throws(JSONPathError) -> JSONValue {
        if isNext("[") { return .array(try list()) }
        let start = position
        if isNext("\"") {
            return .string(try quoted())
        } else {
            while let byte = next, !JSONPathParser.endsLiteral(byte) { position += 1 }
        }
        guard let value = try? JSONValue(parsing: bytes[start..<position]) else {
            position = start
            throw malformed("Expected a value or a path")
        }
        return value
    }

    private mutating func list() throws(JSONPathError) -> [JSONValue] {
        _ = take("[")
        skipBlanks()
        var values: [JSONValue] = []
        if take("]") { return values }
        repeat {
            skipBlanks()
            values.append(isNext("'") ? .string(try quoted()) : try scalar())
            skipBlanks()
        } while take(",")
        guard take("]") else { throw malformed("Expected ']'") }
        return values
    }

    private mutating func scalar() throws(JSONPathError) -> JSONValue {
        guard !isNext("[") else { throw malformed("A list in a filter holds texts, numbers, true, false and null") }
        return try literal()
    }

    private static func endsLiteral(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: ","), UInt8(ascii: "&"),
            UInt8(ascii: "|"), UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "<"), UInt8(ascii: ">"):
            true
        default: false
        }
    }

    private func isAhead(_ text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

    private mutating func take(_ text: String) -> Bool {
        guard isAhead(text) else { return false }
        position += text.utf8.count
        return true
    }
}
