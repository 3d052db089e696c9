/// The operators and marks of the language, with how strongly they bind to what stands left of them.
enum Operator: String {
    case dot = "."
    case openBracket = "["
    case closeBracket = "]"
    case openBrace = "{"
    case closeBrace = "}"
    case openParenthesis = "("
    case closeParenthesis = ")"
    case comma = ","
    case at = "@"
    case hash = "#"
    case semicolon = ";"
    case colon = ":"
    case question = "?"
    case plus = "+"
    case minus = "-"
    case star = "*"
    case slash = "/"
    case percent = "%"
    case bar = "|"
    case equal = "="
    case less = "<"
    case greater = ">"
    case caret = "^"
    case doubleStar = "**"
    case range = ".."
    case assign = ":="
    case notEqual = "!="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case chain = "~>"
    case and
    case or
    case `in`
    case ampersand = "&"
    /// Only marks the end of a name.
    case exclamation = "!"
    /// Only marks the end of a name.
    case tilde = "~"

    var bindingPower: Int {
        switch self {
        case .dot: 75
        case .openBracket, .openParenthesis, .at, .hash: 80
        case .openBrace: 70
        case .star, .slash, .percent: 60
        case .plus, .minus, .ampersand: 50
        case .equal, .less, .greater, .caret, .notEqual, .lessOrEqual, .greaterOrEqual, .chain, .in: 40
        case .and: 30
        case .or: 25
        case .question: 20
        case .assign: 10
        default: 0
        }
    }
}
