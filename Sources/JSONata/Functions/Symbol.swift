/// The kinds of value that signatures tell apart, as a set.
struct Symbol: OptionSet, Hashable {
    let rawValue: UInt8

    static let string = Symbol(rawValue: 1)
    static let number = Symbol(rawValue: 2)
    static let boolean = Symbol(rawValue: 4)
    static let null = Symbol(rawValue: 8)
    static let array = Symbol(rawValue: 16)
    static let object = Symbol(rawValue: 32)
    static let function = Symbol(rawValue: 64)
    static let missing = Symbol(rawValue: 128)

    static let any = Symbol(rawValue: 255)

    /// The kind of a letter; nil for a letter that is none.
    init?(letter: Character) {
        switch letter {
        case "s": self = .string
        case "n": self = .number
        case "b": self = .boolean
        case "l": self = .null
        case "a": self = .array
        case "o": self = .object
        case "f": self = .function
        case "j": self = Symbol.any.subtracting(.function)
        case "x": self = .any
        default: return nil
        }
    }

    init(rawValue: UInt8) {
        self.rawValue = rawValue
    }
}
