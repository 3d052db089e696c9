internal import Notifications

/// What a page is for; the name is its path.
enum SubscriptionAction: String, CaseIterable {
    case confirm
    case unsubscribe

    /// Whether a token is for this.
    func fits(_ subject: TokenSubject) -> Bool {
        switch self {
        case .confirm: subject.purpose == .confirmation
        case .unsubscribe: subject.purpose == .unsubscription
        }
    }
}
