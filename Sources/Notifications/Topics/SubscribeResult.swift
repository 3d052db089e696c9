/// What came of subscribing an endpoint.
public enum SubscribeResult: Hashable, Sendable {
    /// It gets what is published from now on.
    case confirmed(Subscription)
    /// It was asked whether it wants to.
    case pending(PendingSubscription)

    /// The subscription's name.
    public var id: SubscriptionID {
        switch self {
        case .confirmed(let subscription): subscription.id
        case .pending(let subscription): subscription.id
        }
    }
}
