/// Says what the indexes must hold for a stream: written by whoever gives the streams their meaning.
public protocol StreamIndexer: Sendable {
    /// The index entries that follow from all events of a stream, which has at least one.
    ///
    /// A stream that cannot be understood is given as a worker leaves it that cannot understand it: parked.
    ///
    /// - Throws: where nothing can be said of a stream; the rebuild stops, and nothing is changed.
    func index(of stream: StreamID, events: [RecordedEvent]) throws -> StreamIndex
}
