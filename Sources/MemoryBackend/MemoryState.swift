internal import EventLog

/// The whole store as a value: every guarantee of `EventStore` in its plainest form.
struct MemoryState {
    var streams: [StreamID: MemoryStream] = [:]
    /// The streams of each category in the order of their creation.
    private var order: [StreamCategory: [StreamCursor]] = [:]
    /// Commits without events that were carried out: nothing in a stream could tell that they were.
    private var eventless: Set<CommitID> = []
    /// When each worker's lease ends; a worker that is not here is dead.
    var leases: [WorkerID: Timestamp] = [:]
    /// Wake-ups that nobody holds and that are not parked.
    var free: [WakeUpPlace: DueHeap] = [:]
    /// Wake-ups that somebody holds and that are not parked.
    var held: [WorkerID: Holdings] = [:]
    private var stamp: UInt64 = 0

    /// Carries a commit out, or says why not; `queues` collects where work came up.
    mutating func commit(_ commit: Commit, now: Timestamp, queues: inout Set<Queue>) -> CommitOutcome {
        let isEventless = commit.records.allSatisfy(\.isEmpty)
        if isEventless, eventless.contains(commit.id) { return .committed }
        for append in commit.appends {
            let head = streams[append.stream]?.head ?? .empty
            guard head == append.expected else {
                return isStored(commit) ? .committed : .conflict(stream: append.stream, head: head)
            }
        }
        if isEventless { eventless.insert(commit.id) }
        for (append, records) in zip(commit.appends, commit.records) {
            write(append, records, now: now, queues: &queues)
        }
        return .committed
    }

    /// Whether the events of `commit` are in their streams already: the hash of a last event vouches for all before it.
    private func isStored(_ commit: Commit) -> Bool {
        let lasts = commit.records.compactMap(\.last)
        return !lasts.isEmpty
            && lasts.allSatisfy { event in
                guard let events = streams[event.stream]?.events, event.version.rawValue <= events.count else {
                    return false
                }
                return events[Int(event.version.rawValue) - 1].hash == event.hash
            }
    }

    private mutating func write(
        _ append: Append, _ records: [RecordedEvent], now: Timestamp, queues: inout Set<Queue>
    ) {
        if append.expected.version == .none, let first = records.first { enter(first) }
        let index = streams.index(forKey: append.stream)!
        streams.values[index].events.append(contentsOf: records)
        if let status = append.status { streams.values[index].status = status }
        if let labels = append.labels { streams.values[index].labels = labels }
        change(
            streams.values[index].wakeUp, of: append.stream, by: append.wakeUp, isPoke: records.isEmpty, now: now,
            queues: &queues)
    }

    private mutating func enter(_ first: RecordedEvent) {
        streams[first.stream] = MemoryStream()
        let place = StreamCursor(createdAt: first.recordedAt, uuid: first.stream.uuid)
        var places = order.removeValue(forKey: first.stream.category) ?? []
        places.insert(place, at: places.firstIndex(after: place))
        order[first.stream.category] = places
    }

    private mutating func change(
        _ old: MemoryWakeUp?, of stream: StreamID, by change: WakeUpChange, isPoke: Bool, now: Timestamp,
        queues: inout Set<Queue>
    ) {
        switch change {
        case .unchanged:
            return
        case .remove:
            replaceWakeUp(of: stream, with: nil)
        case .set(let wakeUp):
            var new = MemoryWakeUp(wakeUp: wakeUp, stamp: 0)
            if let old, let holder = wakeUp.holder, old.wakeUp.holder == holder {
                new.claim = old.claim
                new.moved = old.moved
            } else if old?.moved?.isPoke == true {
                new.wakeUp.due = min(wakeUp.due, now)
            }
            replaceWakeUp(of: stream, with: new)
            if wakeUp.holder == nil { queues.insert(wakeUp.queue) }
        case .markMoved:
            guard var new = old else { return }
            if new.wakeUp.holder == nil {
                new.wakeUp.due = min(new.wakeUp.due, now)
            } else {
                new.moved = MemoryWakeUp.Moved(told: nil, isPoke: isPoke || old?.moved?.isPoke == true)
            }
            replaceWakeUp(of: stream, with: new)
            queues.insert(new.wakeUp.queue)
        }
    }

    /// Writes or removes a stream's wake-up and keeps what finds it in step.
    mutating func replaceWakeUp(of stream: StreamID, with new: MemoryWakeUp?) {
        guard let index = streams.index(forKey: stream) else { return }
        let old = streams.values[index].wakeUp
        stamp += 1
        var entry = new
        entry?.stamp = stamp
        streams.values[index].wakeUp = entry
        if let old { forget(stream, old) }
        guard let entry, entry.wakeUp.parked == nil else { return }
        if let holder = entry.wakeUp.holder {
            held[holder, default: Holdings()].insert(stream, entry)
        } else {
            free[WakeUpPlace(entry.wakeUp), default: DueHeap()].insert(
                DueHeap.Entry(due: entry.wakeUp.due, stream: stream, stamp: entry.stamp))
        }
    }

    private mutating func forget(_ stream: StreamID, _ old: MemoryWakeUp) {
        guard old.wakeUp.parked == nil else { return }
        if let holder = old.wakeUp.holder {
            held[holder]?.remove(stream, old)
            if held[holder]?.isEmpty == true { held[holder] = nil }
        } else {
            let streams = streams
            free[WakeUpPlace(old.wakeUp)]?.forget { streams[$0.stream]?.wakeUp?.stamp == $0.stamp }
        }
    }

    /// A page of streams.
    func page(_ query: StreamQuery) -> StreamPage {
        let places = order[query.category] ?? []
        var position = query.newestFirst ? places.count : 0
        if let after = query.after {
            position = places.firstIndex(after: after)
            if query.newestFirst, position > 0, places[position - 1] == after { position -= 1 }
        }
        var found: [StreamSummary] = []
        while query.newestFirst ? position > 0 : position < places.count {
            let place = places[query.newestFirst ? position - 1 : position]
            position += query.newestFirst ? -1 : 1
            let id = StreamID(query.category, place.uuid)
            guard let stream = streams[id], query.admits(stream, createdAt: place.createdAt) else { continue }
            if found.count == query.limit {
                let last = found[found.count - 1]
                return StreamPage(
                    streams: found, next: last.createdAt.map { StreamCursor(createdAt: $0, uuid: last.stream.uuid) })
            }
            found.append(stream.summary(of: id))
        }
        return StreamPage(streams: found, next: nil)
    }

    /// Forgets all indexes and takes those given.
    mutating func replaceIndexes(with indexes: [StreamID: StreamIndex]) {
        free = [:]
        held = [:]
        for (stream, index) in indexes {
            streams[stream]?.status = index.status
            streams[stream]?.labels = index.labels
            streams[stream]?.wakeUp = nil
            replaceWakeUp(of: stream, with: index.wakeUp.map { MemoryWakeUp(wakeUp: $0, stamp: 0) })
        }
    }
}

extension StreamQuery {
    fileprivate func admits(_ stream: MemoryStream, createdAt: Timestamp) -> Bool {
        if let status, stream.status != status { return false }
        if let createdFrom, createdAt < createdFrom { return false }
        if let createdBefore, createdAt >= createdBefore { return false }
        return labels.allSatisfy { stream.labels[$0.key] == $0.value }
    }
}

extension [StreamCursor] {
    /// The first index whose element comes after `place`: nearly always the end, as streams come in the order of time.
    fileprivate func firstIndex(after place: StreamCursor) -> Int {
        if let last, last.comesBefore(place) { return count }
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if place.comesBefore(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension StreamCursor {
    fileprivate func comesBefore(_ other: StreamCursor) -> Bool {
        createdAt == other.createdAt ? uuid < other.uuid : createdAt < other.createdAt
    }
}
