/// A store that can throw its indexes away and make them again from the events.
public protocol RebuildableEventStore: EventStore {
    /// Drops status, labels and wake-ups and makes them again, in one transaction; returns how many streams there are.
    ///
    /// No worker may be alive: a rebuilt wake-up has no holder.
    ///
    /// - Throws: what the indexer throws, or an `EventStoreError`; then nothing has changed.
    func rebuildIndexes(with indexer: any StreamIndexer) async throws -> Int
}
