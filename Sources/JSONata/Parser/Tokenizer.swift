internal import JSON

/// Cuts an expression into tokens.
struct Tokenizer {
    private let units: [UInt16]
    private(set) var position = 0
    /// Open brackets in regular expressions; the reference counts them through the whole text.
    private var regexDepth = 0

    init(_ text: String) {
        units = Array(text.utf16)
    }

    var length: Int { units.count }

    private static func unit(_ character: Unicode.Scalar) -> UInt16 { UInt16(truncatingIfNeeded: character.value) }

    private func unit(at place: Int) -> UInt16? {
        place < units.count ? units[place] : nil
    }

    private func character(at place: Int) -> Unicode.Scalar? {
        unit(at: place).flatMap { Unicode.Scalar($0) }
    }

    private func slice(_ range: Range<Int>) -> String {
        Text.decode(units[range])
    }

    /// The next token; a slash starts a regular expression unless it follows an operand.
    mutating func next(afterOperand: Bool) throws(Failure) -> Token {
        try skipBlanksAndComments()
        guard let character = character(at: position) else {
            if position < units.count { return try name() }
            return Token(kind: .end, position: units.count)
        }
        if !afterOperand, character == "/" {
            position += 1
            return Token(kind: .regex(try regex()), position: position)
        }
        if let op = symbol(character) { return Token(kind: .op(op), position: position) }
        switch character {
        case "\"", "'": return try string(quote: Self.unit(character))
        case "0"..."9": return try number()
        case "`": return try quotedName()
        default: return try name()
        }
    }

    private mutating func skipBlanksAndComments() throws(Failure) {
        while let character = character(at: position) {
            if Self.isBlank(character) {
                position += 1
            } else if character == "/", self.character(at: position + 1) == "*" {
                let start = position
                position += 2
                while !(self.character(at: position) == "*" && self.character(at: position + 1) == "/") {
                    position += 1
                    if position >= units.count { throw Failure("S0106", at: start) }
                }
                position += 2
            } else {
                return
            }
        }
    }

    private static func isBlank(_ character: Unicode.Scalar) -> Bool {
        switch character {
        case " ", "\t", "\n", "\r", "\u{0B}": true
        default: false
        }
    }

    private mutating func symbol(_ character: Unicode.Scalar) -> Operator? {
        guard character.isASCII else { return nil }
        if let second = self.character(at: position + 1), let op = Self.double(character, second) {
            position += 2
            return op
        }
        guard let op = Self.single(character) else { return nil }
        position += 1
        return op
    }

    private static func double(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Operator? {
        switch (first, second) {
        case (".", "."): .range
        case (":", "="): .assign
        case ("!", "="): .notEqual
        case (">", "="): .greaterOrEqual
        case ("<", "="): .lessOrEqual
        case ("*", "*"): .doubleStar
        case ("~", ">"): .chain
        default: nil
        }
    }

    private static func single(_ character: Unicode.Scalar) -> Operator? {
        switch character {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "$", "\"", "'", "`": nil
        default: Operator(rawValue: String(Character(character)))
        }
    }

    private mutating func string(quote: UInt16) throws(Failure) -> Token {
        position += 1
        var content: [UInt16] = []
        while let unit = unit(at: position) {
            if unit == quote {
                position += 1
                return Token(kind: .string(Text.decode(content)), position: position)
            }
            if unit == Self.unit("\\") {
                position += 1
                content.append(try escape())
            } else {
                content.append(unit)
            }
            position += 1
        }
        throw Failure("S0101", at: position)
    }

    /// The unit that an escape stands for; ends on its last unit.
    private mutating func escape() throws(Failure) -> UInt16 {
        switch character(at: position) {
        case "\"": return Self.unit("\"")
        case "\\": return Self.unit("\\")
        case "/": return Self.unit("/")
        case "b": return 0x08
        case "f": return 0x0C
        case "n": return 0x0A
        case "r": return 0x0D
        case "t": return 0x09
        case "u":
            var value: UInt16 = 0
            for place in position + 1..<position + 5 {
                guard let digit = character(at: place)?.hexDigitValue else { throw Failure("S0104", at: position) }
                value = value << 4 | UInt16(digit)
            }
            position += 4
            return value
        case let other:
            throw Failure("S0103", at: position, token: other.map { String(Character($0)) })
        }
    }

    private mutating func number() throws(Failure) -> Token {
        let start = position
        position = character(at: position) == "0" ? position + 1 : endOfDigits(from: position)
        if character(at: position) == "." {
            let end = endOfDigits(from: position + 1)
            if end > position + 1 { position = end }
        }
        if let letter = character(at: position), letter == "e" || letter == "E" {
            var digits = position + 1
            if let sign = character(at: digits), sign == "+" || sign == "-" { digits += 1 }
            let end = endOfDigits(from: digits)
            if end > digits { position = end }
        }
        let text = slice(start..<position)
        guard let value = Double(text), value.isFinite else { throw Failure("S0102", at: start, token: text) }
        return Token(kind: .number(value), position: position)
    }

    private func endOfDigits(from start: Int) -> Int {
        var place = start
        while let digit = character(at: place), ("0"..."9").contains(digit) { place += 1 }
        return place
    }

    private mutating func quotedName() throws(Failure) -> Token {
        position += 1
        guard let end = units[position...].firstIndex(of: Self.unit("`")) else {
            position = units.count
            throw Failure("S0105", at: position)
        }
        let name = slice(position..<end)
        position = end + 1
        return Token(kind: .name(name), position: position)
    }

    private mutating func name() throws(Failure) -> Token {
        let start = position
        while position < units.count {
            if let character = character(at: position) {
                if Self.isBlank(character) || (character.isASCII && Self.single(character) != nil) { break }
            }
            position += 1
        }
        if character(at: start) == "$" {
            return Token(kind: .variable(slice(start + 1..<position)), position: position)
        }
        let name = slice(start..<position)
        let kind: Token.Kind =
            switch name {
            case "or": .op(.or)
            case "in": .op(.in)
            case "and": .op(.and)
            case "true": .bool(true)
            case "false": .bool(false)
            case "null": .null
            default: .name(name)
            }
        return Token(kind: kind, position: position)
    }

    private mutating func regex() throws(Failure) -> RegexProgram {
        let start = position
        while let unit = unit(at: position) {
            if unit == Self.unit("/"), regexDepth == 0, !isEscaped(position, from: start) {
                return try regex(pattern: start..<position)
            }
            let isAfterBackslash = position > 0 && units[position - 1] == Self.unit("\\")
            if !isAfterBackslash {
                switch character(at: position) {
                case "(", "[", "{": regexDepth += 1
                case ")", "]", "}": regexDepth -= 1
                default: break
                }
            }
            position += 1
        }
        throw Failure("S0302", at: position)
    }

    private func isEscaped(_ place: Int, from start: Int) -> Bool {
        var first = place
        while first > start, units[first - 1] == Self.unit("\\") { first -= 1 }
        return (place - first) % 2 == 1
    }

    private mutating func regex(pattern: Range<Int>) throws(Failure) -> RegexProgram {
        if pattern.isEmpty { throw Failure("S0301", at: position) }
        position += 1
        var flags = RegexProgram.Flags()
        flags: while let character = character(at: position) {
            switch character {
            case "i": flags.insert(.ignoresCase)
            case "m": flags.insert(.multiline)
            default: break flags
            }
            position += 1
        }
        do throws(RegexFault) {
            return try RegexProgram(slice(pattern), flags: flags)
        } catch {
            throw Failure("S0303", at: position, value: .string(error.reason))
        }
    }
}

extension Unicode.Scalar {
    /// The value of a hexadecimal digit.
    var hexDigitValue: Int? {
        switch self {
        case "0"..."9": Int(value) - 0x30
        case "a"..."f": Int(value) - 0x57
        case "A"..."F": Int(value) - 0x37
        default: nil
        }
    }
}
