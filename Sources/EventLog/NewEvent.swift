/// An event that has been decided and is not stored yet; it has no version and no hash.
public struct NewEvent: Hashable, Sendable {
    /// The name of its kind.
    public let type: EventType
    /// When it happened, as its decider says: `max(now, the time of the event before)`.
    public let recordedAt: Timestamp
    /// Its data as UTF-8 JSON text. Exactly these bytes are stored, and hashed.
    public let payload: [UInt8]

    /// Describes an event to be appended.
    public init(type: EventType, recordedAt: Timestamp, payload: [UInt8]) {
        self.type = type
        self.recordedAt = recordedAt
        self.payload = payload
    }
}
