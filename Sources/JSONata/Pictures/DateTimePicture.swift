internal import JSON

/// How a point in time is written, as XPath's pictures say: `[Y0001]-[M01]-[D01]`.
struct DateTimePicture {
    enum Part {
        case literal(String)
        case marker(Marker)
    }

    struct Marker {
        let component: Character
        /// The least and most characters.
        var width: (least: Int?, most: Int?) = (nil, nil)
        var presentation = ""
        /// `t`, `o` and the like behind the presentation.
        var modifier: Character?
        /// Written as a name, in this case.
        var names: IntegerPicture.Case?
        var integer: IntegerPicture?
        /// How many digits of the year are shown.
        var yearDigits: Int?
    }

    private(set) var parts: [Part] = []

    static let components = "YMDdFWwXxHhPmsfZzCE"
    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    /// By number, Monday being 1.
    static let days = ["", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    /// The milliseconds from 1970 that JavaScript's dates reach, either way.
    static let farthest: Int64 = 8_640_000_000_000_000
    static let iso8601 = "[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]"

    /// Reads a picture; throws `D3132` and `D3135`.
    init(_ picture: String) throws(Failure) {
        let characters = Array(picture)
        var literal = ""
        var place = 0
        while place < characters.count {
            let character = characters[place]
            let isDoubled = place + 1 < characters.count && characters[place + 1] == character
            if character == "[", !isDoubled {
                addLiteral(&literal)
                guard let end = characters[place...].firstIndex(of: "]") else { throw Failure("D3135") }
                add(try Self.marker(characters[place + 1..<end].filter { !$0.isWhitespace }))
                place = end + 1
            } else {
                literal.append(character)
                place += isDoubled && (character == "[" || character == "]") ? 2 : 1
            }
        }
        addLiteral(&literal)
    }

    private mutating func addLiteral(_ literal: inout String) {
        if !literal.isEmpty { parts.append(.literal(literal)) }
        literal = ""
    }

    /// A number right behind another one fixes how many digits of the first are read.
    private mutating func add(_ marker: Marker) {
        if marker.integer != nil, !"Zz".contains(marker.component), case .marker(var previous)? = parts.last {
            let width = previous.integer?.mandatoryDigits
            previous.integer?.readWidth = width
            parts[parts.count - 1] = .marker(previous)
        }
        parts.append(.marker(marker))
    }

    private static func marker(_ characters: [Character]) throws(Failure) -> Marker {
        guard let component = characters.first, components.contains(component) else {
            throw Failure("D3132", value: .string(characters.first.map { String($0) } ?? ""))
        }
        var marker = Marker(component: component)
        var presentation = characters.dropFirst()
        if let comma = characters.lastIndex(of: ",") {
            let widths = characters[(comma + 1)...].split(
                separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
            marker.width.least = widths.first.flatMap(Self.width)
            marker.width.most = widths.count > 1 ? Self.width(widths[1]) : nil
            presentation = characters[min(1, comma)..<comma]
        }
        if presentation.count > 1, let last = presentation.last, "atco".contains(last) {
            marker.modifier = last
            presentation = presentation.dropLast()
        }
        marker.presentation = presentation.isEmpty ? defaultPresentation(component) : String(presentation)
        try readPresentation(&marker)
        return marker
    }

    /// A width; nil for `*`, and for what is none.
    private static func width(_ characters: ArraySlice<Character>) -> Int? {
        Int(String(characters)).flatMap { $0 < 0 ? nil : $0 }
    }

    private static func defaultPresentation(_ component: Character) -> String {
        switch component {
        case "F", "P", "C", "E": "n"
        case "m", "s": "01"
        case "Z", "z": "01:01"
        default: "1"
        }
    }

    private static func readPresentation(_ marker: inout Marker) throws(Failure) {
        if marker.presentation.hasPrefix("n") {
            marker.names = .lower
        } else if marker.presentation.hasPrefix("Nn") {
            marker.names = .title
        } else if marker.presentation.hasPrefix("N") {
            marker.names = .upper
        } else if "Zz".contains(marker.component) {
            marker.integer = try IntegerPicture(marker.presentation)
        } else if "YMDdFWwXxHhmsf".contains(marker.component) {
            try readInteger(&marker)
        }
    }

    private static func readInteger(_ marker: inout Marker) throws(Failure) {
        var integer = try IntegerPicture(marker.presentation)
        integer.isOrdinal = marker.modifier == "o"
        if let least = marker.width.least { integer.mandatoryDigits = max(integer.mandatoryDigits, least) }
        if marker.component == "Y" {
            let digits = integer.mandatoryDigits + integer.optionalDigits
            if let most = marker.width.most {
                marker.yearDigits = most
                integer.mandatoryDigits = most
            } else if digits >= 2 {
                marker.yearDigits = digits
            }
        }
        marker.integer = integer
    }
}
