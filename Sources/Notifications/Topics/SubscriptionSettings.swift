/// Which messages a subscription gets, and in which form.
public struct SubscriptionSettings: Hashable, Sendable {
    /// Which messages it gets; `nil` means all.
    public var filter: FilterPolicy?
    /// Whether webhooks and queues get the text alone, without the envelope of JSON. Default no.
    public var isRaw: Bool

    /// Describes a subscription.
    public init(filter: FilterPolicy? = nil, isRaw: Bool = false) {
        self.filter = filter
        self.isRaw = isRaw
    }
}
