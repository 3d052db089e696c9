internal import JSON

/// Reads an expression by operator precedence (Pratt's way), as the reference does.
struct ExpressionParser {
    private var tokenizer: Tokenizer
    private var token = Token(kind: .end, position: 0)
    private var depth = 0
    private let limit: Int

    /// How many expressions may stand inside each other in a text.
    static let deepest = 120

    init(_ text: String, deepest: Int = ExpressionParser.deepest) {
        tokenizer = Tokenizer(text)
        limit = min(deepest, Self.deepest)
    }

    /// The tree of the whole text, not yet resolved.
    mutating func parse() throws(Failure) -> Syntax {
        try advance(afterOperand: false)
        let tree = try expression(0)
        guard case .end = token.kind else { throw Failure("S0201", at: token.position, token: token.text) }
        return tree
    }

    // MARK: - Tokens

    private mutating func advance(afterOperand: Bool) throws(Failure) {
        token = try tokenizer.next(afterOperand: afterOperand)
        if case .op(let op) = token.kind, op == .exclamation || op == .tilde {
            throw Failure("S0204", at: token.position, token: op.rawValue)
        }
    }

    private mutating func expect(_ op: Operator, afterOperand: Bool = false) throws(Failure) {
        guard token.isOperator(op) else {
            if case .end = token.kind {
                throw Failure("S0203", at: token.position, token: token.text, value: .string(op.rawValue))
            }
            throw Failure("S0202", at: token.position, token: token.text, value: .string(op.rawValue))
        }
        try advance(afterOperand: afterOperand)
    }

    private mutating func take(_ op: Operator) throws(Failure) -> Bool {
        guard token.isOperator(op) else { return false }
        try advance(afterOperand: false)
        return true
    }

    // MARK: - Expressions

    private mutating func expression(_ bindingPower: Int) throws(Failure) -> Syntax {
        depth += 1
        defer { depth -= 1 }
        if depth > limit { throw Failure("S0304", at: token.position) }
        let first = token
        try advance(afterOperand: true)
        var left = try operand(first)
        while case .op(let op) = token.kind, bindingPower < op.bindingPower {
            let position = token.position
            try advance(afterOperand: false)
            left = try combined(left, op, at: position)
            if left.height > limit { throw Failure("S0304", at: position) }
        }
        return left
    }

    private mutating func operand(_ token: Token) throws(Failure) -> Syntax {
        let position = token.position
        switch token.kind {
        case .name(let name): return Syntax(.name(name), at: position)
        case .variable(let name): return Syntax(.variable(name), at: position)
        case .string(let text): return Syntax(.literal(.string(text)), at: position)
        case .number(let value): return Syntax(.literal(.number(value)), at: position)
        case .bool(let value): return Syntax(.literal(.bool(value)), at: position)
        case .null: return Syntax(.literal(.null), at: position)
        case .regex(let program): return Syntax(.regex(program), at: position)
        case .end: return Syntax(.end, at: position)
        case .op(let op): return try prefix(op, at: position)
        }
    }

    private mutating func prefix(_ op: Operator, at position: Int) throws(Failure) -> Syntax {
        switch op {
        case .and, .or, .in: return Syntax(.word(op.rawValue), at: position)
        case .star: return Syntax(.wildcard, at: position)
        case .doubleStar: return Syntax(.descendants, at: position)
        case .percent: return Syntax(.parent, at: position)
        case .minus: return Syntax(.negation(try expression(70)), at: position)
        case .openParenthesis: return try block(at: position)
        case .openBracket: return try array(at: position)
        case .openBrace: return Syntax(.object(try pairs()), at: position)
        case .bar: return try transform(at: position)
        default: throw Failure("S0211", at: position, token: op.rawValue)
        }
    }

    private mutating func combined(_ left: Syntax, _ op: Operator, at position: Int) throws(Failure) -> Syntax {
        switch op {
        case .dot: return Syntax(.map(left, try expression(op.bindingPower)), at: position)
        case .openParenthesis: return try call(left, at: position)
        case .openBracket: return try predicate(left, at: position)
        case .openBrace: return Syntax(.grouping(left, try pairs()), at: position)
        case .caret: return Syntax(.orderBy(left, try sortTerms()), at: position)
        case .assign:
            guard case .variable(let name) = left.form else {
                throw Failure("S0212", at: left.position, token: left.token)
            }
            return Syntax(.bind(name, try expression(op.bindingPower - 1)), at: position)
        case .at: return Syntax(.focus(left, try boundName(op)), at: position)
        case .hash: return Syntax(.index(left, try boundName(op)), at: position)
        case .question:
            let then = try expression(0)
            let otherwise = try take(.colon) ? try expression(0) : nil
            return Syntax(.condition(left, then, otherwise), at: position)
        case .chain: return Syntax(.apply(left, try expression(op.bindingPower)), at: position)
        default:
            let right = try expression(op.bindingPower)
            let link = Syntax.Link(op: op, operand: right, position: position)
            if left.extend(by: link) { return left }
            return Syntax(.chain(left, [link]), at: position)
        }
    }

    private mutating func boundName(_ op: Operator) throws(Failure) -> String {
        let right = try expression(op.bindingPower)
        guard case .variable(let name) = right.form else {
            throw Failure("S0214", at: right.position, token: op.rawValue)
        }
        return name
    }

    private mutating func block(at position: Int) throws(Failure) -> Syntax {
        var expressions: [Syntax] = []
        while !token.isOperator(.closeParenthesis) {
            expressions.append(try expression(0))
            guard try take(.semicolon) else { break }
        }
        try expect(.closeParenthesis, afterOperand: true)
        return Syntax(.block(expressions), at: position)
    }

    private mutating func array(at position: Int) throws(Failure) -> Syntax {
        var items: [Syntax] = []
        if !token.isOperator(.closeBracket) {
            repeat {
                let item = try expression(0)
                if token.isOperator(.range) {
                    let place = token.position
                    try advance(afterOperand: false)
                    items.append(Syntax(.range(item, try expression(0)), at: place))
                } else {
                    items.append(item)
                }
            } while try take(.comma)
        }
        try expect(.closeBracket, afterOperand: true)
        return Syntax(.array(items), at: position)
    }

    private mutating func pairs() throws(Failure) -> [(Syntax, Syntax)] {
        var pairs: [(Syntax, Syntax)] = []
        if !token.isOperator(.closeBrace) {
            repeat {
                let key = try expression(0)
                try expect(.colon)
                pairs.append((key, try expression(0)))
            } while try take(.comma)
        }
        try expect(.closeBrace, afterOperand: true)
        return pairs
    }

    private mutating func predicate(_ left: Syntax, at position: Int) throws(Failure) -> Syntax {
        if token.isOperator(.closeBracket) {
            var step = left
            while case .predicate(let inner, _) = step.form { step = inner }
            step.keepsArray = true
            try advance(afterOperand: true)
            return left
        }
        let filter = try expression(0)
        try expect(.closeBracket, afterOperand: true)
        return Syntax(.predicate(left, filter), at: position)
    }

    private mutating func sortTerms() throws(Failure) -> [Syntax.SortTerm] {
        try expect(.openParenthesis)
        var terms: [Syntax.SortTerm] = []
        repeat {
            var isDescending = false
            if try !take(.less) { isDescending = try take(.greater) }
            terms.append(Syntax.SortTerm(isDescending: isDescending, expression: try expression(0)))
        } while try take(.comma)
        try expect(.closeParenthesis, afterOperand: true)
        return terms
    }

    private mutating func transform(at position: Int) throws(Failure) -> Syntax {
        let pattern = try expression(0)
        try expect(.bar)
        let update = try expression(0)
        let deletion = try take(.comma) ? try expression(0) : nil
        try expect(.bar, afterOperand: true)
        return Syntax(.transform(pattern, update, deletion), at: position)
    }

    private mutating func call(_ left: Syntax, at position: Int) throws(Failure) -> Syntax {
        var arguments: [Syntax] = []
        var isPartial = false
        if !token.isOperator(.closeParenthesis) {
            repeat {
                if token.isOperator(.question) {
                    isPartial = true
                    arguments.append(Syntax(.placeholder, at: token.position))
                    try advance(afterOperand: true)
                } else {
                    arguments.append(try expression(0))
                }
            } while try take(.comma)
        }
        try expect(.closeParenthesis, afterOperand: true)
        if case .name(let name) = left.form, name == "function" || name == "λ" {
            return try lambda(arguments, at: position)
        }
        return Syntax(isPartial ? .partialCall(left, arguments) : .call(left, arguments), at: position)
    }

    private mutating func lambda(_ arguments: [Syntax], at position: Int) throws(Failure) -> Syntax {
        var parameters: [String] = []
        for (index, argument) in arguments.enumerated() {
            guard case .variable(let name) = argument.form else {
                throw Failure(
                    "S0208", at: argument.position, token: argument.token, value: .number(JSONNumber(index + 1)))
            }
            parameters.append(name)
        }
        let signature = token.isOperator(.less) ? try signature() : nil
        try expect(.openBrace)
        let body = try expression(0)
        try expect(.closeBrace, afterOperand: true)
        return Syntax(.lambda(parameters, signature, body), at: position)
    }

    /// Gathers the tokens between the angle brackets, whatever they are.
    private mutating func signature() throws(Failure) -> Signature {
        let start = token.position
        var text = "<"
        var open = 1
        while open > 0, !token.isOperator(.openBrace) {
            try advance(afterOperand: false)
            if case .end = token.kind { break }
            if token.isOperator(.greater) { open -= 1 }
            if token.isOperator(.less) { open += 1 }
            text += token.text
        }
        try expect(.greater)
        do throws(Failure) {
            return try Signature(text)
        } catch {
            throw error.moved(by: start)
        }
    }
}

extension Syntax {
    /// The node's token, for errors.
    var token: String? {
        switch form {
        case .name(let name), .variable(let name), .word(let name): name
        case .literal(.string(let text)): text
        case .literal(.number(let value)): NumberText.string(value)
        case .literal(.bool(let value)): String(value)
        case .literal(.null): "null"
        case .chain(_, let links): links.last?.op.rawValue
        case .range: ".."
        case .negation: "-"
        case .array, .predicate: "["
        case .object, .grouping: "{"
        case .block, .call, .partialCall, .lambda: "("
        case .condition: "?"
        case .transform: "|"
        case .bind: ":="
        case .apply: "~>"
        case .map: "."
        case .orderBy: "^"
        case .focus: "@"
        case .index: "#"
        case .wildcard: "*"
        case .descendants: "**"
        case .parent, .ancestor: "%"
        case .placeholder: "?"
        case .end: "(end)"
        case .regex, .path, .sort: nil
        }
    }
}
