/// What kind of thing a stream tells the life of: `execution`, `definition`, `topic`, `notification`, …
///
/// The log itself gives categories no meaning. A category is 1 to 64 bytes of ASCII letters, digits and `-`.
public struct StreamCategory: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The category's name as it is stored and hashed.
    public let rawValue: String

    /// Makes a category of the given name.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Makes a category of the given name.
    public init(_ name: String) {
        self.rawValue = name
    }

    /// Months whose streams a store has set aside; the UUID follows from the month.
    public static let period = StreamCategory("period")

    /// The category's name.
    public var description: String { rawValue }

    /// Orders categories by their names' bytes.
    public static func < (a: StreamCategory, b: StreamCategory) -> Bool { a.rawValue < b.rawValue }
}
