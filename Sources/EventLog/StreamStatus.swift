/// Where a stream stands in its life, for lists and filters: an index over the events, never the truth.
public struct StreamStatus: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The name, such as `RUNNING`.
    public let rawValue: String

    /// Makes the status of this name.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Makes the status of this name.
    public init(_ name: String) {
        self.rawValue = name
    }

    /// What a stream is that was never given another status.
    public static let open = StreamStatus("OPEN")

    /// The name.
    public var description: String { rawValue }
}
