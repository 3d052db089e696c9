/// The name of a kind of event, such as `TaskScheduled`: 1 to 64 bytes, stored and hashed as UTF-8.
public struct EventType: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The name.
    public let rawValue: String

    /// Makes the type of this name.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Makes the type of this name.
    public init(_ name: String) {
        self.rawValue = name
    }

    /// The name.
    public var description: String { rawValue }
}
