public import CurlTransfers
public import Notifications

/// Where the services are that tasks call, and how they are called.
public struct ServiceSettings: Sendable {
    /// The server that is asked to invoke functions.
    public var lambda: HTTPEndpoint?
    /// Where AWS is.
    public var aws: AWSEndpoint?
    /// What calls of AWS are signed with.
    public var credentials: AWSCredentials?
    /// The region that calls of AWS are for; that of the engine where it is `nil`.
    public var region: String?
    /// What tasks of `http:invoke` may log in with.
    public var connections = HTTPConnections()
    /// Where tasks of `http:invoke` may call. Default: public addresses only.
    public var addresses = AddressPolicy()
    /// A file with the certificates of the authorities that are trusted, in PEM; `nil` means the system's.
    public var authorities: String?
    /// How messages to topics of the log are delivered.
    public var notifications = NotificationConfiguration()

    /// No service at all.
    public init() {}
}
