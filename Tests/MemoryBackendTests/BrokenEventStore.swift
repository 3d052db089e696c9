import EventLog
import FoundationEssentials
import MemoryBackend
import Synchronization

/// The memory store with one sin, to prove that the conformance cases bite.
final class BrokenEventStore: RebuildableEventStore {
    struct Notes {
        var commits: Set<CommitID> = []
        var commitCount = 0
        var claimed: [StreamID: ClaimedStream] = [:]
        var moved: [WorkerID: [ClaimedStream]] = [:]
        var workers: Set<WorkerID> = []
    }

    let memory: MemoryEventStore
    let sin: Sin?
    let notes = Mutex(Notes())

    init(_ memory: MemoryEventStore, sin: Sin?) {
        self.memory = memory
        self.sin = sin
    }

    // MARK: Commits

    func commit(_ commits: [Commit]) async throws(EventStoreError) -> [CommitOutcome] {
        if sin == .failsNeighbours, let conflict = try await conflict(in: commits) {
            return commits.map { _ in conflict }
        }
        // A call with a refused commit writes nothing, so the memory store must see it as a whole.
        do throws(EventStoreError) {
            guard commits.allSatisfy(\.isWellFormed) else { return try await memory.commit(commits) }
            var outcomes: [CommitOutcome] = []
            for commit in commits { outcomes.append(try await perform(commit)) }
            return outcomes
        } catch .invalidRequest where sin == .takesAnyBytes {
            return commits.map { _ in .committed }
        }
    }

    private func conflict(in commits: [Commit]) async throws(EventStoreError) -> CommitOutcome? {
        for append in commits.flatMap(\.appends) {
            let head = try await memory.head(of: append.stream).head
            if head.version > append.expected.version { return .conflict(stream: append.stream, head: head) }
        }
        return nil
    }

    private func perform(_ commit: Commit) async throws(EventStoreError) -> CommitOutcome {
        let (isKnown, count) = notes.withLock { notes in
            notes.commitCount += 1
            return (!notes.commits.insert(commit.id).inserted, notes.commitCount)
        }
        if sin == .forgetsCommits, isKnown {
            let stream = commit.appends[0].stream
            return .conflict(stream: stream, head: try await memory.head(of: stream).head)
        }
        let outcome = try await memory.commit(commit.withWakeUps { self.wakeUp($0, commitNumber: count) })
        guard case .conflict(_, let head) = outcome else { return outcome }
        switch sin {
        case .believesAnyone: return .committed
        case .losesRaces: return try await force(commit) { _, _ in true }
        case .ignoresHash: return try await force(commit) { $0.expected.version == $1.version } ?? outcome
        case .allowsGaps: return try await force(commit) { $0.expected.version > $1.version } ?? outcome
        case .halfCommit where commit.appends.count > 1:
            for append in commit.appends { _ = try await memory.commit(Commit(id: commit.id, append)) }
        case .halfAppend:
            try await writeRest(of: commit, after: head)
        case .wakesWithoutCommit:
            for append in commit.appends where append.wakeUp != .unchanged {
                let head = try await memory.head(of: append.stream).head
                if head == .empty { continue }
                _ = try await memory.commit(
                    Commit(
                        id: CommitID(UUID()),
                        Append(to: append.stream, expected: head, events: [], wakeUp: append.wakeUp)))
            }
        default: break
        }
        return outcome
    }

    /// Writes the appends onto whatever is there, where `isWanted` says so for one of them.
    private func force(
        _ commit: Commit, where isWanted: (Append, StreamHead) -> Bool
    ) async throws(EventStoreError) -> CommitOutcome? {
        var appends: [Append] = []
        var isForced = false
        for append in commit.appends {
            let head = try await memory.head(of: append.stream).head
            isForced = isForced || isWanted(append, head)
            appends.append(append.onto(head))
        }
        return isForced ? try await memory.commit(Commit(id: commit.id, appends: appends)) : nil
    }

    private func force(
        _ commit: Commit, where isWanted: (Append, StreamHead) -> Bool
    ) async throws(EventStoreError) -> CommitOutcome {
        try await force(commit, where: isWanted) ?? .committed
    }

    private func writeRest(of commit: Commit, after head: StreamHead) async throws(EventStoreError) {
        let append = commit.appends[0]
        let known = Int(head.version.rawValue - append.expected.version.rawValue)
        guard known > 0, known < append.events.count else { return }
        let rest = Append(to: append.stream, expected: head, events: Array(append.events[known...]))
        _ = try await memory.commit(Commit(id: commit.id, rest))
    }

    private func wakeUp(_ change: WakeUpChange, commitNumber: Int) -> WakeUpChange {
        if sin == .forgetsWakeUps, commitNumber % 7 == 0 { return .unchanged }
        guard case .set(var wakeUp) = change else { return change }
        if sin == .claimsEarly { wakeUp.due = Timestamp(microseconds: 0) }
        if sin == .ignoresQueues { wakeUp.queue = Queue("main") }
        if sin == .claimsParked { wakeUp.parked = nil }
        return .set(wakeUp)
    }

    // MARK: Reading

    func read(
        _ stream: StreamID, after version: StreamVersion, limit: Int
    ) async throws(EventStoreError) -> [RecordedEvent] {
        let events = try await memory.read(stream, after: version, limit: limit)
        switch sin {
        case .losesByte: return events.map { $0.payload.count > 10 ? $0.with(payload: $0.payload.dropLast()) : $0 }
        case .tidiesPayloads: return events.map { $0.with(payload: $0.payload.filter { $0 != UInt8(ascii: " ") }) }
        case .skipsAtPageBorder: return version > .none ? Array(events.dropFirst()) : events
        default: return events
        }
    }

    func heads(of streams: [StreamID]) async throws(EventStoreError) -> [StreamSummary] {
        let heads = try await memory.heads(of: streams)
        return sin == .shufflesHeads ? heads.reversed() : heads
    }

    func streams(_ query: StreamQuery) async throws(EventStoreError) -> StreamPage {
        var query = query
        if sin == .ignoresLabels { query.labels = [:] }
        let page = try await memory.streams(query)
        guard page.next != nil, page.streams.count > 1 else { return page }
        switch sin {
        case .listsTwice:
            let last = page.streams[page.streams.count - 2]
            return StreamPage(
                streams: page.streams,
                next: last.createdAt.map { StreamCursor(createdAt: $0, uuid: last.stream.uuid) })
        case .leavesOutAtPageBorder: return StreamPage(streams: page.streams.dropLast(), next: page.next)
        default: return page
        }
    }

    func changes() -> any AsyncSequence<ChangeHint, Never> & Sendable {
        guard sin == .hintsNothing else { return memory.changes() }
        return AsyncStream<ChangeHint> { $0.finish() }
    }

    func rebuildIndexes(with indexer: any StreamIndexer) async throws -> Int {
        guard sin == .losesIndexes else { return try await memory.rebuildIndexes(with: indexer) }
        return try await memory.rebuildIndexes(with: ForgetfulIndexer(indexer: indexer))
    }

    private struct ForgetfulIndexer: StreamIndexer {
        let indexer: any StreamIndexer

        func index(of stream: StreamID, events: [RecordedEvent]) throws -> StreamIndex {
            var index = try indexer.index(of: stream, events: events)
            index.wakeUp = nil
            return index
        }
    }
}
