public import EventLog

/// Names one attempt of one task within its execution: the version of its `TaskScheduled` event.
public struct TaskID: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The version of the scheduling event.
    public let rawValue: Int64

    /// Names the attempt that the event of this version scheduled.
    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// Names the attempt that the event of this version scheduled.
    public init(_ version: StreamVersion) {
        self.rawValue = version.rawValue
    }

    /// The number in decimal.
    public var description: String { String(rawValue) }

    /// Orders attempts by the time they were scheduled.
    public static func < (a: TaskID, b: TaskID) -> Bool { a.rawValue < b.rawValue }
}
