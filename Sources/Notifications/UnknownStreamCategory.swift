public import EventLog

/// A stream is of a category to which this program gives no meaning; its indexes cannot be made again.
public struct UnknownStreamCategory: Error, Hashable, Sendable, CustomStringConvertible {
    /// The stream.
    public let stream: StreamID

    /// One line.
    public var description: String { "the category of \(stream) is unknown to this program" }
}
