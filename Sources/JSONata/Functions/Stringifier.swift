internal import JSON

/// Values as `$string` and `&` show them: JSON text, numbers with at most 15 digits, functions as empty strings.
struct Stringifier {
    private var text = ""
    private let isPretty: Bool
    private let run: Run
    private var indentation = 0

    private init(isPretty: Bool, _ run: Run) {
        self.isPretty = isPretty
        self.run = run
    }

    /// The text of a value; a string is itself. Throws `D3001` for infinity, `D1001` for infinity inside a value.
    static func string(_ value: Value, _ run: Run, isPretty: Bool = false) throws(Failure) -> String {
        switch value {
        case .string(let text): return text
        case .function, .undefined: return ""
        case .number(let number):
            guard number.isFinite else { throw Failure("D3001", value: .string(NumberText.string(number))) }
            return NumberText.string(NumberText.roundedTo15Digits(number))
        default:
            var writer = Stringifier(isPretty: isPretty, run)
            try writer.write(value.unwrapped)
            try run.allocate(writer.text.utf8.count)
            return writer.text
        }
    }

    private mutating func write(_ value: Value) throws(Failure) {
        try run.step()
        switch value {
        case .undefined, .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .number, .numeral:
            guard let number = try value.numeric() else { return text += "null" }
            text += NumberText.string(NumberText.roundedTo15Digits(number))
        case .string(let string): write(string)
        case .function: text += "\"\""
        case .array(let array): try write(array.items)
        case .tuples(let stream): try write(.values(stream.tuples.map(\.context)))
        case .json, .object: try writeMembers(of: value)
        }
    }

    private mutating func write(_ items: Items) throws(Failure) {
        if items.count == 0 { return text += "[]" }
        try open("[")
        for index in 0..<items.count {
            separate(isFirst: index == 0)
            try write(items[index])
        }
        close("]")
    }

    private mutating func writeMembers(of value: Value) throws(Failure) {
        try open("{")
        var isFirst = true
        let members = value.asMembers
        for index in members.keys.indices {
            if members.values[index].isUndefined { continue }
            separate(isFirst: isFirst)
            isFirst = false
            write(members.keys[index])
            text += isPretty ? ": " : ":"
            try write(members.values[index])
        }
        if isFirst {
            indentation -= 1
            run.ascend()
            text += "}"
        } else {
            close("}")
        }
    }

    private mutating func open(_ bracket: String) throws(Failure) {
        try run.descend()
        text += bracket
        indentation += 1
        if text.utf8.count > 1 << 20 { try run.allocate(1 << 10) }
    }

    private mutating func close(_ bracket: String) {
        run.ascend()
        indentation -= 1
        breakLine()
        text += bracket
    }

    private mutating func separate(isFirst: Bool) {
        if !isFirst { text += "," }
        breakLine()
    }

    private mutating func breakLine() {
        if isPretty { text += "\n" + String(repeating: "  ", count: indentation) }
    }

    private mutating func write(_ string: String) {
        text += JSONValue.string(string).text
    }
}
