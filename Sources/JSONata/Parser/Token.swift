/// A word of an expression.
struct Token {
    enum Kind {
        case name(String)
        case variable(String)
        case string(String)
        case number(Double)
        case null
        case bool(Bool)
        case regex(RegexProgram)
        case op(Operator)
        case end
    }

    var kind: Kind
    /// UTF-16 units from the start of the text to the end of the token.
    var position: Int

    /// The token as errors name it.
    var text: String {
        switch kind {
        case .name(let name), .variable(let name), .string(let name): name
        case .number(let value): NumberText.string(value)
        case .null: "null"
        case .bool(let value): String(value)
        case .regex(let program): program.source
        case .op(let op): op.rawValue
        case .end: "(end)"
        }
    }

    func isOperator(_ op: Operator) -> Bool {
        if case .op(op) = kind { true } else { false }
    }
}
