extension MockShape {
    /// Reads a shape from one line of text, or many:
    ///
    ///     {Name, Id!, Count:#, Done:?, Tags:[{Key, Value}], Headers:<$>, Rest:*}
    ///
    /// A member without a shape is a text, and so is `$`; `!` says that it must be there, `#` is a number, `?` true or false, `[…]` a list,
    /// `<…>` an object with any keys, `*` anything.
    init?(parsing text: some StringProtocol) {
        var reader = Reader(rest: Substring(text))
        guard let shape = reader.shape(), reader.rest.isEmpty else { return nil }
        self = shape
    }

    /// Reads a table: before each shape the names that it is for, with spaces between.
    static func table(_ text: String) -> [String: MockShape] {
        var reader = Reader(rest: Substring(text))
        var table: [String: MockShape] = [:]
        reader.skip()
        while !reader.rest.isEmpty {
            let names = reader.take { $0 != "{" }.split(whereSeparator: \.isWhitespace)
            guard !names.isEmpty, let shape = reader.shape() else {
                preconditionFailure("a table of shapes cannot be read at '\(reader.rest.prefix(40))'")
            }
            for name in names { table[String(name)] = shape }
        }
        return table
    }

    private struct Reader {
        var rest: Substring

        mutating func skip() { rest = rest.drop(while: \.isWhitespace) }

        mutating func take(while isWanted: (Character) -> Bool) -> Substring {
            let taken = rest.prefix(while: isWanted)
            rest = rest.dropFirst(taken.count)
            return taken
        }

        mutating func skip(_ character: Character) -> Bool {
            guard rest.first == character else { return false }
            rest = rest.dropFirst()
            skip()
            return true
        }

        /// A shape, and the spaces behind it.
        mutating func shape() -> MockShape? {
            guard let first = rest.first, skip(first) else { return nil }
            switch first {
            case "$": return .text()
            case "#": return .number()
            case "?": return .bool
            case "*": return .anything
            case "[":
                guard let element = shape(), skip("]") else { return nil }
                return .list(element)
            case "<":
                guard let value = shape(), skip(">") else { return nil }
                return .dictionary(value)
            case "{": return object()
            default: return nil
            }
        }

        private mutating func object() -> MockShape? {
            var (members, required) = ([String: MockShape](), [String]())
            while !skip("}") {
                guard members.isEmpty || skip(",") else { return nil }
                let name = String(take { $0.isLetter || $0.isNumber })
                guard !name.isEmpty, members[name] == nil else { return nil }
                if skip("!") { required.append(name) }
                skip()
                if skip(":") {
                    guard let shape = shape() else { return nil }
                    members[name] = shape
                } else {
                    members[name] = .text()
                }
            }
            return .object(members, required: required)
        }
    }
}
