public import EventLog

extension StreamStatus {
    /// A delivery that goes on; a notification that does not have all of its deliveries yet, or of which one goes on.
    public static let pending = StreamStatus("PENDING")
    /// A notification whose deliveries have streams of their own, which tell the rest.
    public static let fannedOut = StreamStatus("FANNED_OUT")
    /// A delivery whose subscriber has the message; a notification that every subscriber has, also where there was none.
    public static let delivered = StreamStatus("DELIVERED")
    /// A delivery whose subscriber will not get the message; a notification with one such, or with nobody to tell by mistake.
    public static let givenUp = StreamStatus("GIVEN_UP")
    /// A message in a queue that nobody is done with.
    public static let queued = StreamStatus("QUEUED")
    /// A message in a queue that its receiver is done with.
    public static let deleted = StreamStatus("DELETED")
    /// A rule that holds.
    public static let active = StreamStatus("ACTIVE")
    /// A rule that does not hold any more.
    public static let removed = StreamStatus("REMOVED")
    /// A stream that no worker can read; a person has to act.
    static let stuck = StreamStatus("STUCK")
}
