public import EventLog

extension Queue {
    /// Where notifications wait for their delivery.
    public static let notification = Queue("notification")
}
