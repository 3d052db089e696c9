/// Why a text is no path that this version can evaluate.
public struct JSONPathError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, for a person.
    public let message: String
    /// Where in the text, in UTF-8 bytes from its beginning.
    public let offset: Int
    /// Whether the text is good language and only this version does not evaluate it: regular
    /// expressions in filters, scripts.
    public let isNotSupportedYet: Bool

    /// The message and the place.
    public var description: String { "\(message) at character \(offset + 1)" }
}
