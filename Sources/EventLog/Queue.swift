/// The name by which a wake-up finds the workers that can handle it: a service's own, `notification`, `activity/<arn>`.
public struct Queue: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The name.
    public let rawValue: String

    /// Makes the queue of this name.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Makes the queue of this name.
    public init(_ name: String) {
        self.rawValue = name
    }

    /// The name.
    public var description: String { rawValue }

    /// Orders queues by name.
    public static func < (a: Queue, b: Queue) -> Bool { a.rawValue < b.rawValue }
}
