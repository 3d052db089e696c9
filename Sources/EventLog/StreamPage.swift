/// One page of a list of streams.
public struct StreamPage: Hashable, Sendable {
    /// The streams, in the order asked for.
    public let streams: [StreamSummary]
    /// Where the next page begins; `nil` on the last one.
    public let next: StreamCursor?

    /// Describes a page.
    public init(streams: [StreamSummary], next: StreamCursor?) {
        self.streams = streams
        self.next = next
    }
}
