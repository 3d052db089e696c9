internal import EventLog

/// Names one `States` block that is being run: the version of the event that opened it.
///
/// The execution itself is the frame that its first event opened. Parallel branches and Map iterations open frames of
/// their own.
public struct FrameID: RawRepresentable, Hashable, Sendable, Comparable {
    /// The version of the opening event.
    public let rawValue: Int64

    /// Names the frame that the event of this version opened.
    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// The frame of the machine's top level.
    public static let root = FrameID(rawValue: 1)

    /// Orders frames by the time they were opened.
    public static func < (a: FrameID, b: FrameID) -> Bool { a.rawValue < b.rawValue }
}
