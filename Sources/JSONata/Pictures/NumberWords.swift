/// Whole numbers in English words, and back.
enum NumberWords {
    private static let few = [
        "Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve",
        "Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen",
    ]
    private static let ordinals = [
        "Zeroth", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth",
        "Eleventh", "Twelfth", "Thirteenth", "Fourteenth", "Fifteenth", "Sixteenth", "Seventeenth", "Eighteenth",
        "Nineteenth",
    ]
    private static let decades = [
        "Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety",
    ]
    private static let magnitudes: [(Double, String)] = [
        (1e12, "Trillion"), (1e9, "Billion"), (1e6, "Million"), (1e3, "Thousand"),
    ]

    /// A number of at least 0 in words; of a thousand trillions, that many.
    static func words(_ number: Double, isOrdinal: Bool) -> String {
        words(number, isOrdinal: isOrdinal, isContinued: false)
    }

    private static func words(_ number: Double, isOrdinal: Bool, isContinued: Bool) -> String {
        if number < 20 {
            return (isContinued ? " and " : "") + (isOrdinal ? ordinals : few)[Int(number)]
        }
        if number < 100 {
            let decade = decades[Int(number) / 10 - 2]
            let rest = Double(Int(number) % 10)
            let start = (isContinued ? " and " : "") + decade
            if rest > 0 { return start + "-" + words(rest, isOrdinal: isOrdinal, isContinued: false) }
            return isOrdinal ? String(start.dropLast()) + "ieth" : start
        }
        let (unit, name) = magnitudes.first { number >= $0.0 } ?? (100, "Hundred")
        let count = (number / unit).rounded(.down)
        let rest = number - count * unit
        let start =
            (isContinued ? ", " : "") + words(count, isOrdinal: false, isContinued: false) + " " + name
        if rest > 0 { return start + words(rest, isOrdinal: isOrdinal, isContinued: true) }
        return start + (isOrdinal ? "th" : "")
    }

    /// All words in lower case with their values.
    static let values: [String: Double] = {
        var values: [String: Double] = ["hundred": 100, "hundredth": 100, "hundreth": 100]
        for (index, word) in few.enumerated() { values[word.lowercased()] = Double(index) }
        for (index, word) in ordinals.enumerated() { values[word.lowercased()] = Double(index) }
        for (index, word) in decades.enumerated() {
            values[word.lowercased()] = Double(index * 10 + 20)
            values[word.lowercased().dropLast() + "ieth"] = Double(index * 10 + 20)
        }
        for (value, word) in magnitudes {
            values[word.lowercased()] = value
            values[word.lowercased() + "th"] = value
        }
        return values
    }()

    /// The number of words in lower case; nil when one of them is none.
    static func number(_ text: String) -> Double? {
        let words = text.split { $0 == " " || $0 == "-" || $0 == "," || $0 == "\t" || $0 == "\n" }.filter {
            $0 != "and"
        }
        if words.isEmpty { return nil }
        var segments = [0.0]
        for word in words {
            guard let value = values[String(word)], let top = segments.popLast() else { return nil }
            if value >= 100 {
                segments.append(top * value)
            } else if top >= 1000 {
                segments += [top, value]
            } else {
                segments.append(top + value)
            }
        }
        return segments.reduce(0, +)
    }
}
