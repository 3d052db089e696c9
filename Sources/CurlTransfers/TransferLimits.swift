/// How long a transfer may take. Whole milliseconds or seconds.
public struct TransferLimits: Hashable, Sendable {
    /// Until the connection stands, TLS included. Default 10 s.
    public var connect = Duration.seconds(10)
    /// In all. Default 25 s, so that a transfer ends before the attempt it is made for does.
    public var total = Duration.seconds(25)
    /// Until the server says the next word, or takes the next byte; counted in whole seconds. Default 10 s.
    public var stall = Duration.seconds(10)

    /// The defaults.
    public init() {}
}
