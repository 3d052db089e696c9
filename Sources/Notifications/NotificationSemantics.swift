/// The rules by which notifications and their deliveries are written and delivered, by number; pinned in the first event of each.
///
/// The numbers are of the same sequence as the engine's `Semantics`, because a claim names one for all streams that it takes.
enum NotificationSemantics {
    /// The rules of new notifications, and the only ones that this version understands: under 1 a notification's stream held what
    /// became of each of its deliveries.
    static let current = 2

    /// The rules of messages in queues.
    static let queueMessages = 1
}
