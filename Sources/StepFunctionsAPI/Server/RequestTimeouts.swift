internal import NIOCore

/// How long a client may take to say what it wants. How long an answer takes is another matter.
struct RequestTimeouts: Sendable {
    /// From the first byte of a request to the end of its headers.
    var headers = TimeAmount.seconds(20)
    /// From the end of the headers to the end of the body.
    var body = TimeAmount.seconds(60)
    /// From when more of the answers waits than a connection keeps, to when the client has taken it.
    var taking = TimeAmount.seconds(60)
    /// Without a request, also while a connection of TLS is being made.
    var idle = TimeAmount.seconds(75)
}
