internal import JSON

/// How an integer is written, as XPath's pictures say: `#,##0`, `I`, `w;o`.
struct IntegerPicture {
    enum Form {
        case decimal, letters, roman, words
        case sequence(String)
    }

    enum Case {
        case upper, lower, title
    }

    struct Separator {
        /// How many digits stand to the right of it.
        let position: Int
        let character: Unicode.Scalar
    }

    private(set) var form = Form.decimal
    private(set) var letterCase = Case.lower
    var isOrdinal = false
    private(set) var zero: UInt32 = 0x30
    var mandatoryDigits = 0
    private(set) var optionalDigits = 0
    /// Separators from the right; when they are regular, the first alone counts.
    private(set) var separators: [Separator] = []
    private(set) var isRegular = false
    /// How many digits are read where another number follows at once.
    var readWidth: Int?

    private static let zeros: [UInt32] = [
        0x30, 0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6,
        0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40,
        0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10,
    ]

    /// Reads a picture; throws `D3131` for digits of several scripts.
    init(_ picture: String) throws(Failure) {
        var primary = picture[...]
        if let semicolon = picture.lastIndex(of: ";") {
            primary = picture[..<semicolon]
            isOrdinal = picture[semicolon...].dropFirst().first == "o"
        }
        switch primary {
        case "A": (form, letterCase) = (.letters, .upper)
        case "a": form = .letters
        case "I": (form, letterCase) = (.roman, .upper)
        case "i": form = .roman
        case "W": (form, letterCase) = (.words, .upper)
        case "Ww": (form, letterCase) = (.words, .title)
        case "w": form = .words
        default: try readDigits(primary)
        }
    }

    private mutating func readDigits(_ primary: Substring) throws(Failure) {
        var script: UInt32?
        for scalar in primary.unicodeScalars.reversed() {
            if let zero = Self.zeros.first(where: { scalar.value >= $0 && scalar.value <= $0 + 9 }) {
                if let script, script != zero { throw Failure("D3131") }
                script = zero
                mandatoryDigits += 1
            } else if scalar == "#" {
                optionalDigits += 1
            } else {
                separators.append(
                    Separator(position: mandatoryDigits + optionalDigits, character: scalar))
            }
        }
        guard let script else {
            form = .sequence(String(primary))
            return
        }
        zero = script
        if let width = Self.regularWidth(separators.map(\.position)),
            separators.allSatisfy({ $0.character == separators[0].character })
        {
            isRegular = true
            separators = [Separator(position: width, character: separators[0].character)]
        }
    }

    /// The width of groups when separators stand at each multiple of it.
    static func regularWidth(_ positions: [Int]) -> Int? {
        guard !positions.isEmpty else { return nil }
        let width = positions.reduce(0, greatestCommonDivisor)
        guard width > 0 else { return nil }
        for multiple in 1...positions.count where !positions.contains(multiple * width) { return nil }
        return width
    }

    private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
        b == 0 ? a : greatestCommonDivisor(b, a % b)
    }

    /// Throws for the numberings that nobody has implemented.
    func sequenceFailure() -> Failure? {
        if case .sequence(let token) = form { Failure("D3130", value: .string(token)) } else { nil }
    }
}

extension IntegerPicture {
    /// A whole number as the picture has it; throws `D3130` for other numberings.
    func text(_ number: Double, _ run: Run) throws(Failure) -> String {
        let magnitude = number.magnitude
        let text: String
        switch form {
        case .letters: text = Self.letters(magnitude, first: letterCase == .upper ? "A" : "a")
        case .roman:
            try run.allocate(Int(min(magnitude / 1000, 1e12)))
            try run.step(Int(min(magnitude / 1000, 1e12)))
            let roman = Self.roman(magnitude)
            text = letterCase == .upper ? roman.uppercased() : roman
        case .words:
            let words = NumberWords.words(magnitude, isOrdinal: isOrdinal)
            text = letterCase == .upper ? words.uppercased() : letterCase == .lower ? words.lowercased() : words
        case .decimal:
            guard mandatoryDigits < 1_000_000 else {
                throw .limit("Expression evaluation memory limit exceeded: Check for excessive memory usage")
            }
            try run.allocate(mandatoryDigits * 16)
            try run.step(mandatoryDigits)
            text = decimal(magnitude)
        case .sequence: throw sequenceFailure() ?? Failure("D3130")
        }
        return number < 0 ? "-" + text : text
    }

    private static func letters(_ number: Double, first: Unicode.Scalar) -> String {
        var letters = String.UnicodeScalarView()
        var rest = number
        while rest > 0 {
            let place = UInt32((rest - 1).truncatingRemainder(dividingBy: 26))
            letters.insert(Unicode.Scalar(first.value + place) ?? first, at: letters.startIndex)
            rest = ((rest - 1) / 26).rounded(.down)
        }
        return String(letters)
    }

    private static let romanDigits: [(Double, String)] = [
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
        (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ]

    private static func roman(_ number: Double) -> String {
        let thousands = (number / 1000).rounded(.down)
        var text = String(repeating: "m", count: Int(min(thousands, 1e9)))
        var rest = number - thousands * 1000
        for (value, digits) in romanDigits {
            while rest >= value {
                text += digits
                rest -= value
            }
        }
        return text
    }

    private func decimal(_ number: Double) -> String {
        var digits = Array(NumberText.string(number).unicodeScalars)
        if digits.count < mandatoryDigits {
            digits.insert(contentsOf: repeatElement("0", count: mandatoryDigits - digits.count), at: 0)
        }
        let last = digits.suffix(2).map { $0 }
        if zero != 0x30 {
            digits = digits.map { Unicode.Scalar($0.value + zero - 0x30) ?? $0 }
        }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: separated(digits))
        return String(text) + (isOrdinal ? Self.suffix(last) : "")
    }

    private func separated(_ digits: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var text: [Unicode.Scalar] = []
        for (index, digit) in digits.enumerated() {
            let toTheRight = digits.count - index
            for separator in separators {
                let isHere =
                    isRegular
                    ? index > 0 && toTheRight.isMultiple(of: separator.position) : toTheRight == separator.position
                if isHere { text.append(separator.character) }
            }
            text.append(digit)
        }
        return text
    }

    private static func suffix(_ last: [Unicode.Scalar]) -> String {
        if last.count > 1, last[0] == "1" { return "th" }
        switch last.last {
        case "1": return "st"
        case "2": return "nd"
        case "3": return "rd"
        default: return "th"
        }
    }
}

extension IntegerPicture {
    /// The number that a text written like this stands for; nil for one that is none.
    func number(_ text: String) throws(Failure) -> Double? {
        switch form {
        case .letters: return Self.number(ofLetters: text, first: letterCase == .upper ? "A" : "a")
        case .roman: return Self.number(ofRoman: letterCase == .upper ? text : text.uppercased())
        case .words: return NumberWords.number(text.lowercased())
        case .decimal: return number(ofDigits: text)
        case .sequence: throw sequenceFailure() ?? Failure("D3130")
        }
    }

    private static func number(ofLetters text: String, first: Unicode.Scalar) -> Double? {
        var number = 0.0
        for letter in text.unicodeScalars {
            number = number * 26 + Double(letter.value) - Double(first.value) + 1
        }
        return number
    }

    private static func number(ofRoman text: String) -> Double? {
        var number = 0.0
        var most = 1.0
        for letter in text.reversed() {
            let value: Double
            switch letter {
            case "M": value = 1000
            case "D": value = 500
            case "C": value = 100
            case "L": value = 50
            case "X": value = 10
            case "V": value = 5
            case "I": value = 1
            default: return nil
            }
            if value < most {
                number -= value
            } else {
                most = value
                number += value
            }
        }
        return number
    }

    private func number(ofDigits text: String) -> Double? {
        var scalars = Array(text.unicodeScalars)
        if isOrdinal { scalars = scalars.dropLast(2) }
        scalars.removeAll { scalar in separators.contains { $0.character == scalar } }
        var digits = ""
        for (index, scalar) in scalars.enumerated() {
            if index == 0, scalar == "-" {
                digits = "-"
            } else if scalar.value >= zero, scalar.value <= zero + 9 {
                digits += String(scalar.value - zero)
            } else {
                break
            }
        }
        return Double(digits)
    }
}
