/// Reads the syntax of JavaScript's regular expressions, without look-behind.
struct RegexParser {
    private let scalars: [UInt32]
    private var position = 0
    private(set) var groupCount = 0
    private var depth = 0
    /// The groups in the whole pattern, which tells `\2` from an octal escape.
    private let groupsInAll: Int

    static let deepest = 60

    init(_ pattern: String) {
        scalars = pattern.unicodeScalars.map(\.value)
        groupsInAll = Self.countGroups(scalars)
    }

    private static func countGroups(_ scalars: [UInt32]) -> Int {
        var count = 0
        var isInSet = false
        var index = 0
        while index < scalars.count {
            switch scalars[index] {
            case 0x5C: index += 1
            case 0x5B: isInSet = true
            case 0x5D: isInSet = false
            case 0x28 where !isInSet:
                let isPlain = index + 1 >= scalars.count || scalars[index + 1] != 0x3F
                let isNamed =
                    index + 3 < scalars.count && scalars[index + 2] == 0x3C
                    && scalars[index + 3] != 0x3D && scalars[index + 3] != 0x21
                if isPlain || isNamed { count += 1 }
            default: break
            }
            index += 1
        }
        return count
    }

    /// The whole pattern.
    mutating func parse() throws(RegexFault) -> RegexTree {
        let tree = try alternatives()
        if position < scalars.count { throw RegexFault(reason: "Unmatched ')'") }
        return tree
    }

    private var current: Unicode.Scalar? {
        position < scalars.count ? Unicode.Scalar(scalars[position]) : nil
    }

    private mutating func take(_ text: String) -> Bool {
        let expected = text.unicodeScalars.map(\.value)
        guard scalars[position...].starts(with: expected) else { return false }
        position += expected.count
        return true
    }

    private mutating func alternatives() throws(RegexFault) -> RegexTree {
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .alternatives(branches)
    }

    private mutating func sequence() throws(RegexFault) -> RegexTree {
        var terms: [RegexTree] = []
        while let character = current, character != "|", character != ")" {
            let firstGroup = groupCount + 1
            let atom = try atom()
            terms.append(try quantified(atom, groups: firstGroup..<groupCount + 1))
        }
        return terms.count == 1 ? terms[0] : .sequence(terms)
    }

    private mutating func atom() throws(RegexFault) -> RegexTree {
        guard let character = current else { return .empty }
        position += 1
        switch character {
        case "^": return .lineStart
        case "$": return .lineEnd
        case ".": return .any
        case "(": return try group()
        case "[": return .set(try set())
        case "\\": return try escape()
        case "*", "+", "?": throw RegexFault(reason: "Nothing to repeat")
        case "{":
            position -= 1
            if braces() != nil { throw RegexFault(reason: "Nothing to repeat") }
            position += 1
            return .scalar(character.value)
        default: return .scalar(character.value)
        }
    }

    private mutating func group() throws(RegexFault) -> RegexTree {
        depth += 1
        defer { depth -= 1 }
        if depth > Self.deepest { throw RegexFault(reason: "Too many groups inside each other") }
        var number: Int?
        var lookahead: Bool?
        if take("?:") {
            // Only a group.
        } else if take("?=") {
            lookahead = false
        } else if take("?!") {
            lookahead = true
        } else if take("?<=") || take("?<!") {
            throw RegexFault(reason: "Look-behind is not supported")
        } else {
            if take("?<") {
                while let character = current, character != ">" {
                    _ = character
                    position += 1
                }
                guard take(">") else { throw RegexFault(reason: "Invalid capture group name") }
            } else if current == "?" {
                throw RegexFault(reason: "Invalid group")
            }
            groupCount += 1
            number = groupCount
        }
        let inner = try alternatives()
        guard take(")") else { throw RegexFault(reason: "Unterminated group") }
        if let lookahead { return .lookahead(inner, isNegated: lookahead) }
        return .group(inner, number)
    }

    private mutating func quantified(_ atom: RegexTree, groups: Range<Int>) throws(RegexFault) -> RegexTree {
        let bounds: (Int, Int?)
        if take("*") {
            bounds = (0, nil)
        } else if take("+") {
            bounds = (1, nil)
        } else if take("?") {
            bounds = (0, 1)
        } else if let braces = braces() {
            bounds = braces
        } else {
            return atom
        }
        switch atom {
        case .lineStart, .lineEnd, .wordBoundary: throw RegexFault(reason: "Nothing to repeat")
        default: break
        }
        if let max = bounds.1, max < bounds.0 {
            throw RegexFault(reason: "numbers out of order in {} quantifier")
        }
        let isLazy = take("?")
        if let character = current, "*+?".unicodeScalars.contains(character) {
            throw RegexFault(reason: "Nothing to repeat")
        }
        return .repeated(atom, min: bounds.0, max: bounds.1, isLazy: isLazy, groups: groups)
    }

    /// `{2}`, `{2,}` or `{2,3}`; anything else in braces stands for itself.
    private mutating func braces() -> (Int, Int?)? {
        let start = position
        guard take("{"), let min = number() else {
            position = start
            return nil
        }
        var max: Int? = min
        if take(",") { max = number() }
        guard take("}") else {
            position = start
            return nil
        }
        return (min, max)
    }

    private mutating func number() -> Int? {
        var value: Int?
        while let digit = current, ("0"..."9").contains(digit) {
            value = min((value ?? 0) * 10 + Int(digit.value - 0x30), 1_000_000)
            position += 1
        }
        return value
    }

    private mutating func set() throws(RegexFault) -> ScalarSet {
        var set = ScalarSet()
        if take("^") { set.isNegated = true }
        while let character = current, character != "]" {
            let low = try setMember()
            if current == "-", position + 1 < scalars.count, scalars[position + 1] != 0x5D {
                position += 1
                let high = try setMember()
                guard case .scalar(let from) = low, case .scalar(let to) = high else {
                    for member in [low, .scalar(0x2D), high] { insert(member, into: &set) }
                    continue
                }
                if from > to { throw RegexFault(reason: "Range out of order in character class") }
                set.insert(from...to)
            } else {
                insert(low, into: &set)
            }
            _ = character
        }
        guard take("]") else { throw RegexFault(reason: "Unterminated character class") }
        return set
    }

    private func insert(_ member: RegexTree, into set: inout ScalarSet) {
        switch member {
        case .scalar(let value): set.insert(value...value)
        case .set(let other): set.insert(other)
        default: break
        }
    }

    private mutating func setMember() throws(RegexFault) -> RegexTree {
        guard take("\\") else {
            position += 1
            return .scalar(scalars[position - 1])
        }
        if take("b") { return .scalar(0x08) }
        if take("-") { return .scalar(0x2D) }
        return try characterEscape()
    }

    private mutating func escape() throws(RegexFault) -> RegexTree {
        if take("b") { return .wordBoundary(isNegated: false) }
        if take("B") { return .wordBoundary(isNegated: true) }
        if let digit = current, ("1"..."9").contains(digit) {
            let start = position
            if let reference = number(), reference <= groupsInAll { return .backreference(reference) }
            position = start
        }
        return try characterEscape()
    }

    private mutating func characterEscape() throws(RegexFault) -> RegexTree {
        guard let character = current else { throw RegexFault(reason: "\\ at end of pattern") }
        position += 1
        switch character {
        case "d": return .set(.digits)
        case "D": return .set(ScalarSet.digits.negated)
        case "w": return .set(.word)
        case "W": return .set(ScalarSet.word.negated)
        case "s": return .set(.blanks)
        case "S": return .set(ScalarSet.blanks.negated)
        case "n": return .scalar(0x0A)
        case "r": return .scalar(0x0D)
        case "t": return .scalar(0x09)
        case "v": return .scalar(0x0B)
        case "f": return .scalar(0x0C)
        case "0"..."7": return .scalar(octal(from: character.value - 0x30))
        case "x": return .scalar(hexadecimal(digits: 2) ?? character.value)
        case "u": return .scalar(unicodeEscape() ?? character.value)
        case "c":
            guard let letter = current, letter.properties.isAlphabetic, letter.isASCII else { return .scalar(0x5C) }
            position += 1
            return .scalar(letter.value % 32)
        default: return .scalar(character.value)
        }
    }

    /// `\u` with four digits; two of them for a surrogate pair make one scalar.
    private mutating func unicodeEscape() -> UInt32? {
        guard let first = hexadecimal(digits: 4) else { return nil }
        guard first >= 0xD800, first < 0xDC00 else { return first }
        let start = position
        if take("\\u"), let second = hexadecimal(digits: 4), second >= 0xDC00, second < 0xE000 {
            return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
        }
        position = start
        return Text.loneSurrogate(UInt16(first)).value
    }

    /// Up to three octal digits, at most 255.
    private mutating func octal(from first: UInt32) -> UInt32 {
        var value = first
        while let digit = current, ("0"..."7").contains(digit), value * 8 + digit.value - 0x30 < 256 {
            value = value * 8 + digit.value - 0x30
            position += 1
        }
        return value
    }

    private mutating func hexadecimal(digits: Int) -> UInt32? {
        guard position + digits <= scalars.count else { return nil }
        var value: UInt32 = 0
        for place in position..<position + digits {
            guard let digit = Unicode.Scalar(scalars[place])?.hexDigitValue else { return nil }
            value = value << 4 | UInt32(digit)
        }
        position += digits
        return value
    }
}
