internal import EventLog

extension MemoryState {
    /// Whether a worker is alive at a moment.
    func isAlive(_ worker: WorkerID, now: Timestamp) -> Bool {
        leases[worker].map { $0 >= now } ?? false
    }

    /// Gives a worker what its claim gave before, what moved, what dead workers held and what is due, in this order.
    mutating func claim(_ claim: Claim, now: Timestamp) throws(EventStoreError) -> ClaimResult {
        guard isAlive(claim.worker, now: now) else {
            throw .invalidRequest(
                reason: "worker \(claim.worker) has no lease: it must call keepAlive before it claims")
        }
        var found = repeated(claim)
        found += moved(claim, except: Set(found.map(\.stream)))
        let room = claim.limit - found.count { $0.reason == .claimedBefore }
        let dead = heldByTheDead(claim, limit: room, now: now)
        found += dead.streams
        let due = due(claim, limit: room - dead.streams.count, now: now)
        found += due.streams
        let nextDue = dead.hasMore ? now : due.next
        return ClaimResult(streams: found, nextDue: nextDue, now: now)
    }

    private mutating func repeated(_ claim: Claim) -> [ClaimedStream] {
        let streams = held[claim.worker]?.claims[claim.id] ?? []
        return streams.sorted().compactMap { stream in
            if self.streams[stream]?.wakeUp?.moved?.told == nil { tell(stream, by: claim.id) }
            return claimed(stream, .claimedBefore)
        }
    }

    private mutating func moved(_ claim: Claim, except known: Set<StreamID>) -> [ClaimedStream] {
        guard let holdings = held[claim.worker] else { return [] }
        let streams = holdings.moved.union(holdings.told[claim.id] ?? []).subtracting(known)
        return streams.sorted().compactMap { stream in
            tell(stream, by: claim.id)
            return claimed(stream, .moved)
        }
    }

    private mutating func tell(_ stream: StreamID, by claim: ClaimID) {
        guard var entry = streams[stream]?.wakeUp, entry.moved != nil else { return }
        entry.moved?.told = claim
        replaceWakeUp(of: stream, with: entry)
    }

    private mutating func heldByTheDead(
        _ claim: Claim, limit: Int, now: Timestamp
    ) -> (streams: [ClaimedStream], hasMore: Bool) {
        // Chosen before anything changes: changing a set that is being walked over would copy it.
        let chosen = choose(heldByTheDeadFor: claim, atMost: limit + 1, now: now)
        let given = chosen.prefix(max(0, limit)).compactMap { take($0.stream, for: claim, .takenOver(from: $0.holder)) }
        return (given, chosen.count > limit)
    }

    private func choose(
        heldByTheDeadFor claim: Claim, atMost count: Int, now: Timestamp
    ) -> [(stream: StreamID, holder: WorkerID)] {
        let queues = Set(claim.queues)
        var chosen: [(stream: StreamID, holder: WorkerID)] = []
        for (holder, holdings) in held where holder != claim.worker && !isAlive(holder, now: now) {
            for (place, streams) in holdings.streams
            where queues.contains(place.queue) && place.semantics <= claim.semantics {
                for stream in streams {
                    guard chosen.count < count else { return chosen }
                    chosen.append((stream, holder))
                }
            }
        }
        return chosen
    }

    private mutating func due(
        _ claim: Claim, limit: Int, now: Timestamp
    ) -> (streams: [ClaimedStream], next: Timestamp?) {
        let queues = Set(claim.queues)
        let places = free.keys.filter { queues.contains($0.queue) && $0.semantics <= claim.semantics }
        var found: [ClaimedStream] = []
        while true {
            guard let first = places.compactMap({ firstFree(at: $0) }).min(by: { $0.due < $1.due }) else {
                return (found, nil)
            }
            guard first.due <= now, found.count < limit else { return (found, first.due) }
            if let given = take(first.stream, for: claim, .due) { found.append(given) }
        }
    }

    private mutating func firstFree(at place: WakeUpPlace) -> DueHeap.Entry? {
        guard var heap = free.removeValue(forKey: place) else { return nil }
        let first = heap.first { streams[$0.stream]?.wakeUp?.stamp == $0.stamp }
        if first != nil { free[place] = heap }
        return first
    }

    private mutating func take(
        _ stream: StreamID, for claim: Claim, _ reason: ClaimedStream.Reason
    ) -> ClaimedStream? {
        guard var entry = streams[stream]?.wakeUp else { return nil }
        entry.wakeUp.holder = claim.worker
        entry.claim = claim.id
        entry.moved = nil
        replaceWakeUp(of: stream, with: entry)
        return claimed(stream, reason)
    }

    private func claimed(_ stream: StreamID, _ reason: ClaimedStream.Reason) -> ClaimedStream? {
        streams[stream]?.wakeUp.map {
            ClaimedStream(stream: stream, queue: $0.wakeUp.queue, due: $0.wakeUp.due, reason: reason)
        }
    }
}
