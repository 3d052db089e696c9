/// The rules by which notifications are delivered, by number; pinned in the first event of each.
enum NotificationSemantics {
    /// The rules new notifications start with, and the highest that this version understands.
    static let current = 1
}
