/// What a lane is like.
struct LaneSettings: Sendable {
    /// How to connect.
    let parameters: ConnectionParameters
    /// The most connections.
    var connections: Int
    /// How many of them connect at once; the others when there is work for them.
    var eagerConnections: Int
    /// The most requests under way on one connection: 1 where requests are transactions.
    var depth: Int
    /// The most requests that may wait; more are refused.
    var waitingLimit = 10_000
    /// What a session is told before anything else.
    var setUp: [BoundStatement]
    /// Sent first on each connection that came up.
    var greeting: @Sendable () -> [Request] = { [] }
    /// Called around each COMMIT.
    var hooks: PostgresConfiguration.Hooks?
    /// Called when a connection that was up is lost.
    var onDown: @Sendable () -> Void = {}
    /// Called with the payload of a notification.
    var onNotification: @Sendable (String) -> Void = { _ in }
}
