public import EventLog

extension StreamStatus {
    /// A notification that some subscriber has yet to get.
    public static let pending = StreamStatus("PENDING")
    /// A notification that every subscriber got, also where there was none.
    public static let delivered = StreamStatus("DELIVERED")
    /// A notification that at least one subscriber did not get and will not be offered again.
    public static let givenUp = StreamStatus("GIVEN_UP")
    /// A message in a queue that nobody is done with.
    public static let queued = StreamStatus("QUEUED")
    /// A message in a queue that its receiver is done with.
    public static let deleted = StreamStatus("DELETED")
    /// A stream that no worker can read; a person has to act.
    static let stuck = StreamStatus("STUCK")
}
