/// Says what the indexes must hold for a stream: written by whoever gives the streams their meaning.
public protocol StreamIndexer: Sendable {
    /// The index entries that follow from all events of a stream.
    ///
    /// - Throws: where an event cannot be understood; the rebuild stops, and nothing is changed.
    func index(of stream: StreamID, events: [RecordedEvent]) throws -> StreamIndex
}
