internal import EventLog

/// The streams that one worker holds, found by what a claim asks for.
struct Holdings {
    /// All of them but the parked ones.
    var streams: [WakeUpPlace: Set<StreamID>] = [:]
    /// By the claim that gave them.
    var claims: [ClaimID: Set<StreamID>] = [:]
    /// Marked as moved, the holder not told yet.
    var moved: Set<StreamID> = []
    /// Marked as moved, by the claim that told the holder.
    var told: [ClaimID: Set<StreamID>] = [:]

    var isEmpty: Bool { streams.isEmpty }

    /// Enters a stream.
    mutating func insert(_ stream: StreamID, _ entry: MemoryWakeUp) {
        streams[WakeUpPlace(entry.wakeUp), default: []].insert(stream)
        if let claim = entry.claim { claims[claim, default: []].insert(stream) }
        guard let mark = entry.moved else { return }
        if let claim = mark.told { told[claim, default: []].insert(stream) } else { moved.insert(stream) }
    }

    /// Takes a stream out that was entered with the same `entry`.
    mutating func remove(_ stream: StreamID, _ entry: MemoryWakeUp) {
        streams.remove(stream, from: WakeUpPlace(entry.wakeUp))
        if let claim = entry.claim { claims.remove(stream, from: claim) }
        moved.remove(stream)
        if let claim = entry.moved?.told { told.remove(stream, from: claim) }
    }
}

extension [WakeUpPlace: Set<StreamID>] {
    fileprivate mutating func remove(_ stream: StreamID, from key: Key) {
        guard let index = index(forKey: key) else { return }
        values[index].remove(stream)
        if values[index].isEmpty { remove(at: index) }
    }
}

extension [ClaimID: Set<StreamID>] {
    fileprivate mutating func remove(_ stream: StreamID, from key: Key) {
        guard let index = index(forKey: key) else { return }
        values[index].remove(stream)
        if values[index].isEmpty { remove(at: index) }
    }
}
